import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { authOptions } from '../../../klaro/next-auth-4.ts';
import { callerOf } from '../../../klaro/pages-router.ts';

export default function handler(req: NextApiRequest, res: NextApiResponse) {
  return NextAuth(req, res, authOptions(callerOf(req, res)));
}
