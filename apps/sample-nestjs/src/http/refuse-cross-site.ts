import { ForbiddenException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/**
 * The operator's form has no session whose SameSite cookie would be missing, so that another site's page could post
 * to it. What the browser says about where a request comes from stops that (OWASP, CSRF, "Fetch Metadata").
 */
export const refuseCrossSite = (
  request: Request,
  _response: Response,
  next: NextFunction,
): void => {
  const site = request.get('sec-fetch-site') ?? 'none';
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  if (changes && site !== 'same-origin' && site !== 'none') {
    throw new ForbiddenException('This did not come from a page of this bank.');
  }
  next();
};
