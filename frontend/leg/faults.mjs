/** Between Volto and its backend: a proxy that can be told to answer wrongly, or not at all. */
import http from 'node:http';

const CONTROL = '/fault-of';

const SILENT = -1;

/** ``PUT /fault-of?at=@stream&status=500`` answers so; status 0 hangs up, -1 never answers; without
 * ``at``: none.
 */
export async function faulty(target) {
  const { hostname, port, pathname } = new URL(target);
  let fault = null;
  const server = http.createServer((request, response) => {
    const { pathname: path, searchParams } = new URL(request.url, target);
    if (path === CONTROL) {
      const at = searchParams.get('at');
      fault = at && { at, status: Number(searchParams.get('status')) };
      return response.end();
    }
    if (fault && path.includes(fault.at)) {
      if (fault.status === SILENT) return;
      if (!fault.status) return request.socket.destroy();
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      return response.end('<h1>Internal Server Error</h1>');
    }
    const passed = http.request(
      { hostname, port, path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${server.address().port}`;
  return {
    url: `${here}${pathname}`,
    control: here + CONTROL,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
