package com.klaro.store.identity;

import com.klaro.store.limits.Limit;
import com.klaro.store.limits.Place;
import com.klaro.workflows.tenancy.AccountId;
import java.time.Duration;
import java.util.HexFormat;

/// How often passwords may be wrong, or right, and mails asked for. Everything that an address
/// limits is told apart by the address as it was typed, so one that nobody has is limited like one
/// that somebody has.
///
/// @param pair wrong passwords for one address from one client; told to the client
/// @param peer wrong passwords from one client, for whatever address; told to the client
/// @param account wrong passwords for one address, from wherever; nobody is told, or a stranger
///   would learn who is under attack, and could shut the owner out to their face
/// @param device wrong passwords from a device that signed in to the account before: its own, so
///   that no stranger uses it up
/// @param knownDevices the same from all devices that signed in to the account before: each renewal
///   of one session names another device
/// @param proof wrong passwords of somebody signed in
/// @param code wrong codes after the right password; nobody is told
/// @param knownCode the same from all devices that signed in to the account before, which whoever
///   found the password out has no place among
/// @param codeProof wrong codes of somebody signed in
/// @param codeAlarm how often the owner is told that somebody with the right password guesses codes
/// @param right right passwords for one address, from devices that are not known; told to whoever
///   knows it and to nobody else, or a stranger would learn that it has an account
/// @param knownRight the same from all devices that signed in to the account before
/// @param rightPeer right passwords from one client, for whatever address; told to the client
/// @param rightProof right passwords of somebody signed in
/// @param link new passwords by one mailed link; told to whoever has it
/// @param newPassword new passwords of somebody signed in, who has proved to know the old one; told
/// @param mail mails to one address that somebody asks for; nobody is told
/// @param resetMail links for a new password to one address; nobody is told. A place of its own: it
///   is the owner's way in while somebody uses up all others, and of links the newest works
/// @param changeMail links to the present address of somebody signed in who wants another one;
///   nobody is told. Of the account: strangers, who can use up what its address gets, must not hold
///   it where it is
/// @param mailPeer mails that one client asks for, to whatever address; told to the client
public record CredentialLimits(
    Limit pair,
    Limit peer,
    Limit account,
    Limit device,
    Limit knownDevices,
    Limit proof,
    Limit code,
    Limit knownCode,
    Limit codeProof,
    Limit codeAlarm,
    Limit right,
    Limit knownRight,
    Limit rightPeer,
    Limit rightProof,
    Limit link,
    Limit newPassword,
    Limit mail,
    Limit resetMail,
    Limit changeMail,
    Limit mailPeer) {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// Of a million, of which three are right at a time.
  private static final int CODES = 5;

  /// Far more than anybody means: each costs us as much as a wrong one.
  private static final int RIGHT = 200;

  /// @param multiplier `limits.multiplier`
  public static CredentialLimits scaled(double multiplier) {
    return new CredentialLimits(
        new Limit("login-pair", 10, WINDOW).scaled(multiplier),
        new Limit("login-peer", 100, WINDOW).scaled(multiplier),
        new Limit("login-account", 50, WINDOW).scaled(multiplier),
        new Limit("login-device", 10, WINDOW).scaled(multiplier),
        new Limit("login-known", 50, WINDOW).scaled(multiplier),
        new Limit("password-proof", 10, WINDOW).scaled(multiplier),
        new Limit("code", CODES, WINDOW).scaled(multiplier),
        new Limit("code-known", CODES, WINDOW).scaled(multiplier),
        new Limit("code-proof", CODES, WINDOW).scaled(multiplier),
        new Limit("code-alarm", 1, Duration.ofDays(1)).scaled(multiplier),
        new Limit("right", RIGHT, WINDOW).scaled(multiplier),
        new Limit("right-known", RIGHT, WINDOW).scaled(multiplier),
        new Limit("right-peer", 3 * RIGHT, WINDOW).scaled(multiplier),
        new Limit("right-proof", RIGHT, WINDOW).scaled(multiplier),
        new Limit("link", 10, WINDOW).scaled(multiplier),
        new Limit("new-password", 20, WINDOW).scaled(multiplier),
        new Limit("mail-address", 10, Duration.ofHours(1)).scaled(multiplier),
        new Limit("mail-reset", 10, Duration.ofHours(1)).scaled(multiplier),
        new Limit("mail-change", 10, Duration.ofHours(1)).scaled(multiplier),
        new Limit("mail-peer", 300, Duration.ofHours(1)).scaled(multiplier));
  }

  /// @param client block of addresses
  public Place peer(String client) {
    return Place.of(peer, client);
  }

  public Place pair(byte[] address, String client) {
    return Place.of(pair, client + " " + HexFormat.of().formatHex(address));
  }

  public Place account(byte[] address) {
    return new Place(account, address);
  }

  public Place device(AccountId accountId, String deviceToken) {
    return Place.of(device, accountId + " " + deviceToken);
  }

  /// @param passwordNumber that the device is known beside, as in [#knownRight]: what strangers did
  ///   with devices of an old password is forgotten with it
  public Place knownDevices(AccountId accountId, int passwordNumber) {
    return Place.of(knownDevices, accountId + " " + passwordNumber);
  }

  public Place right(byte[] address) {
    return new Place(right, address);
  }

  /// One place for all devices of an account: each sign-in makes another one.
  public Place knownRight(AccountId accountId, int passwordNumber) {
    return Place.of(knownRight, accountId + " " + passwordNumber);
  }

  /// @param client block of addresses
  public Place rightPeer(String client) {
    return Place.of(rightPeer, client);
  }

  public Place rightProof(AccountId accountId) {
    return Place.of(rightProof, accountId.toString());
  }

  public Place link(OneTimeToken token) {
    return new Place(link, token.hash());
  }

  public Place newPassword(AccountId accountId) {
    return Place.of(newPassword, accountId.toString());
  }

  public Place proof(AccountId accountId) {
    return Place.of(proof, accountId.toString());
  }

  /// @param known whether it comes from a device that signed in to the account before. One place
  ///   for all of them: whoever signed in often, before there was a second factor, has no more
  ///   tries. And one for all passwords that the account ever has: who reads the mailbox, or holds
  ///   a session, would have more tries with each new one
  Place code(AccountId accountId, boolean known) {
    return Place.of(known ? knownCode : code, accountId.toString());
  }

  Place codeProof(AccountId accountId) {
    return Place.of(codeProof, accountId.toString());
  }

  Place codeAlarm(AccountId accountId) {
    return Place.of(codeAlarm, accountId.toString());
  }

  public Place mail(byte[] address) {
    return new Place(mail, address);
  }

  Place resetMail(byte[] address) {
    return new Place(resetMail, address);
  }

  Place changeMail(AccountId accountId) {
    return Place.of(changeMail, accountId.toString());
  }

  /// @param client block of addresses
  public Place mailPeer(String client) {
    return Place.of(mailPeer, client);
  }
}
