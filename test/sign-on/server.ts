import { createServer, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'

/** An http server on the loopback interface, gone when the test is. */
export async function serve(
  listenerAt: (origin: string) => RequestListener | Promise<RequestListener>,
): Promise<string> {
  let listener: RequestListener = (_, response) => void response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const origin = `http://127.0.0.1:${address.port}`
  listener = await listenerAt(origin)
  return origin
}
