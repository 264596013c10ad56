export function succeeded({ status, body }) {
  if (status >= 300) {
    throw new Error(`What the fuzzer is to ask with could not be made: ${status} ${JSON.stringify(body)}`);
  }
  return body;
}
