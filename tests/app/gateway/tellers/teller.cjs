// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers every request and tells it, before that, in a line of a file: teller.cjs FILE. Prints its port.
// A line is a number, and in hex the method, the target and the body.
'use strict';

const fs = require('fs');
const http = require('http');

const told = fs.openSync(process.argv[2], 'a');
let number = 0;

const server = http.createServer((request, response) => {
  const pieces = [];
  request.on('error', () => {}); // somebody left
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const parts = [Buffer.from(String(request.method)), Buffer.from(request.url, 'latin1'), Buffer.concat(pieces)];
    fs.writeSync(told, `${++number} ${parts.map((part) => part.toString('hex')).join(' ')}\n`);
    const answer = `{"id":"seen-${number}","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1}}`;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
