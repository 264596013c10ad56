package com.klaro.worker;

import com.klaro.activities.mail.Links;
import com.klaro.activities.mail.MailSettings;
import com.klaro.store.identity.IdentitySettings;
import com.klaro.store.identity.PageSettings;
import com.klaro.store.members.MembersSettings;

/// The sections of the configuration that features on the worker read.
public record FeatureSettings(
    IdentitySettings identity,
    MembersSettings members,
    PageSettings pages,
    MailSettings mail,
    Links links) {}
