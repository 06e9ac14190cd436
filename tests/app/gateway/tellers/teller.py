# SPDX-FileCopyrightText: 2026 The Fuseboard authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Answers every request and tells it, before that, in a line of a file: teller.py FILE. Prints its port.
# A line is a number, and in hex the method, the target and the body.
import itertools
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

told = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
numbers = itertools.count(1)


class Teller(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    wbufsize = -1  # an answer in one write
    disable_nagle_algorithm = True

    def __getattr__(self, name):
        if name.startswith('do_'):  # any method
            return self.tell
        raise AttributeError(name)

    def chunks(self):
        body = b''
        while (size := int(self.rfile.readline(100).split(b';')[0], 16)) > 0:
            body += self.exactly(size)
            if self.rfile.readline(100).strip():
                raise ValueError
        while self.rfile.readline(1000).strip():  # trailers
            pass
        return body

    def exactly(self, size):
        body = self.rfile.read(size)
        if size < 0 or len(body) < size:
            raise ValueError
        return body

    def tell(self):
        try:
            if 'chunked' in self.headers.get('Transfer-Encoding', '').lower():
                body = self.chunks()
            else:
                body = self.exactly(int(self.headers.get('Content-Length', '0')))
        except ValueError:
            self.close_connection = True
            return self.send_error(400)
        number = next(numbers)
        told_of = b' '.join(part.hex().encode() for part in (self.command.encode('latin-1'), self.path.encode('latin-1'), body))
        os.write(told, b'%d %s\n' % (number, told_of))
        answer = b'{"id":"seen-%d","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}' % number
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(b'' if self.command == 'HEAD' else answer)
        self.wfile.flush()

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, *_):  # somebody left
        pass


server = Server(('127.0.0.1', 0), Teller)
print(server.server_address[1], flush=True)
server.serve_forever()
