import type { NextConfig } from 'next';

// Nothing but what this server sends; the pages need no more. What Turbopack builds has a script inside the page, hence --webpack.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const config: NextConfig = {
  distDir: 'target/next',
  poweredByHeader: false,
  // `next dev` runs its pages by eval, so this binds the built ones.
  headers: async () =>
    process.env.NODE_ENV === 'production'
      ? [{
          source: '/:path*',
          headers: [
            { key: 'Content-Security-Policy', value: policy },
            { key: 'Referrer-Policy', value: 'no-referrer' },
            { key: 'X-Content-Type-Options', value: 'nosniff' },
          ],
        }]
      : [],
};

export default config;
