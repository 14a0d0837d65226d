// SPDX-License-Identifier: MIT
// fetch.js - Node's fetch: what it says of its arguments before it asks anybody, what is known without asking, servers of the same
// program, and the signal that ends its waiting. Who else answers is outside and not known.
'use strict';

const { primordial, className, madeAt, thrown, outsideFetch, isUnknown, queueMicrotask } = require('host');
const { URL } = require('node/web_url');
const { isBadPort } = require('web/bad_ports');
const { readDataURL } = require('web/data_url');
const { Request, requestOf, respond } = require('node/fetch_objects');
const { streamOf } = require('node/fetch_body');
const { exception } = require('node/fetch_values');
const Failure = primordial('Error');
const TypeFailure = primordial('TypeError');
const Promise = primordial('Promise');
const rejects = primordial('Promise.reject');
const toUpperCase = primordial('String.prototype.toUpperCase');
const test = primordial('RegExp.prototype.test');
const captureStackTrace = primordial('Error.captureStackTrace');
// What asks for the frames is none of them; that there are the host's below is kept.
const capture = (err) => captureStackTrace(err);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const passedOn = 'internal/deps/undici/undici:14976      Error.^captureStackTrace(err);';

// fetch is an async function around one that gives a promise; an error's frames are those of the turn after.
async function passOn(promise) {
	try {
		return await promise;
	} catch (reason) {
		if (reason === null || typeof reason !== 'object') throw reason;
		capture(reason);
		throw thrown(className(reason) === 'ERROR' ? madeAt(reason, passedOn) : reason, passedOn);
	}
}

function checkAddress(address) {
	let url;
	try {
		url = new URL(address);
	} catch (cause) {
		throw new TypeFailure(`Failed to parse URL from ${address}`, { cause });
	}
	if (url.username || url.password) throw new TypeFailure(`Request cannot be constructed from a URL that includes credentials: ${address}`);
	return url;
}

function checkMethod(given, hasBody) {
	const method = `${given}`, upper = toUpperCase(method);
	if (!test(token, method)) throw new TypeFailure(`'${method}' is not a valid HTTP method.`);
	if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new TypeFailure(`'${method}' HTTP method is unsupported.`);
	if (hasBody && (upper === 'GET' || upper === 'HEAD')) throw new TypeFailure('Request with GET/HEAD method cannot have body.');
}

// The signal of the options, undefined: there is none. What is known of them is checked as the constructor of Request does.
function signalOf(init) {
	if (init === undefined || init === null) return undefined;
	if (typeof init !== 'object' && typeof init !== 'function') throw exception('Request constructor', `Expected ${init} to be one of: Null, Undefined, Object.`);
	const { method = 'GET', body, signal } = init;
	if (!isUnknown(method)) checkMethod(method, body !== undefined && body !== null);
	if (signal === undefined || signal === null || isUnknown(signal)) return undefined;
	if (typeof signal.aborted !== 'boolean' || typeof signal.addEventListener !== 'function') throw new TypeFailure("Failed to construct 'Request': member signal is not of type AbortSignal.");
	return signal;
}

// ---- what needs no network

const failure = (text) => ({ __proto__: null, failed: new Failure(text) });

// What is behind an address that is not of HTTP: { type, bytes } or { failed }.
function unasked(url) {
	if (url.protocol === 'data:') return readDataURL(url.href) ?? failure('failed to fetch the data URL');
	if (url.protocol === 'file:') return failure('not implemented... yet...');
	if (url.protocol === 'blob:') require('host').notCovered('fetch of a blob');
	return failure(url.protocol === 'about:' ? 'about scheme is not supported' : 'unknown scheme');
}

// The promise of the answer, three microtasks later.
function answerUnasked(url, request) {
	const { failed, type, bytes } = unasked(url), { method } = request;
	return new Promise((resolve, reject) => {
		const settle = () => {
			if (failed !== undefined) reject(new TypeFailure('fetch failed', { cause: failed }));
			else resolve(respond({ type: 'basic', url: url.href, statusText: 'OK', body: method === 'HEAD' ? null : { stream: streamOf(bytes, true), source: null, type } }, [['content-type', type]]));
		};
		queueMicrotask(() => queueMicrotask(() => queueMicrotask(settle)));
	});
}

function refusedPort() {
	const cause = new Failure('bad port');
	return new Promise((resolve, reject) => queueMicrotask(() => reject(new TypeFailure('fetch failed', { cause }))));
}

// ---- servers of the program

// The connections that fetch keeps: one that a body has just come over is not free yet.
let pool;
function makePool() {
	const agent = new (require('node/http').Agent)({ keepAlive: true });
	agent.keepsLate = true;
	return agent;
}
const isOwn = (url) => url.protocol === 'http:' && require('node/net').internals.isOwn(url.hostname, Number(url.port || 80));

function bytesOf(request) {
	const { body } = requestOf(request);
	if (body === null) return undefined;
	return body.source ?? require('host').notCovered('sending a stream');
}

const usual = [['accept', '*/*'], ['accept-language', '*'], ['sec-fetch-mode', 'cors'], ['user-agent', 'node'], ['accept-encoding', 'gzip, deflate']];

function headersOf(request, bytes) {
	const headers = { __proto__: null };
	for (const [name, value] of request.headers) headers[name] = value;
	for (const [name, value] of usual) headers[name] ??= value;
	if (bytes !== undefined) headers['content-length'] = `${bytes.length}`;
	return headers;
}

// A body is asked for some microtasks after the head is told of.
const ASKING = 6;
async function listenLater(message, give, end) {
	for (let i = 0; i < ASKING; i++) await undefined;
	message.on('data', give);
	message.on('end', end);
}

function respondWith(message, url, redirected, method) {
	const pairs = [];
	for (let i = 0; i < message.rawHeaders.length; i += 2) pairs[pairs.length] = [message.rawHeaders[i], message.rawHeaders[i + 1]];
	const fields = { type: 'basic', url: url.href, redirected, status: message.statusCode, statusText: message.statusMessage, body: null };
	const isEmpty = method === 'HEAD' || message.statusCode === 204 || message.statusCode === 304;
	const { stream, give, end } = streamOf.open();
	listenLater(message, give, end);
	if (!isEmpty) fields.body = { stream, source: null, type: null };
	return respond(fields, pairs);
}

const isRedirect = (status) => status === 301 || status === 302 || status === 303 || status === 307 || status === 308;

function askOwn(url, request, hops = 0) {
	return new Promise((resolve, reject) => {
		const { signal } = request, bytes = bytesOf(request), { Buffer } = require('node/buffer');
		const failed = (cause) => reject(new TypeFailure('fetch failed', { cause }));
		const sent = require('node/http').request({ agent: pool ??= makePool(), host: url.hostname, port: url.port || 80, path: `${url.pathname}${url.search}`, method: request.method, headers: headersOf(request, bytes) });
		sent.on('error', failed);
		sent.on('response', (message) => {
			const { location } = message.headers;
			if (!isRedirect(message.statusCode) || location === undefined || request.redirect === 'manual') {
				resolve(respondWith(message, url, hops > 0, request.method));
				return;
			}
			message.resume();
			if (request.redirect === 'error') failed(new Failure('unexpected redirect'));
			else if (hops === 20) failed(new Failure('redirect count exceeded'));
			else resolve(follow(new URL(location, url.href), request, message.statusCode, hops + 1));
		});
		signal.addEventListener('abort', () => {
			sent.destroy();
			reject(signal.reason);
		}, { once: true });
		sent.end(bytes === undefined ? undefined : Buffer.from(bytes));
	});
}

function follow(url, request, status, hops) {
	const { method } = request, becomesGet = (status === 303 && method !== 'HEAD') || ((status === 301 || status === 302) && method === 'POST');
	const next = new Request(url.href, { method: becomesGet ? 'GET' : method, headers: request.headers, signal: request.signal, redirect: request.redirect });
	if (!becomesGet) requestOf(next).body = requestOf(request).body;
	return isOwn(url) ? askOwn(url, next, hops) : outsideFetch(url.href, { signal: request.signal });
}

function fetch(input, init = undefined) {
	let signal, url, request;
	try {
		const made = !isUnknown(input) && typeof input === 'object' && input instanceof Request ? input : undefined;
		if (!isUnknown(input)) url = checkAddress(input = made?.url ?? `${input}`);
		if (!isUnknown(init)) signal = signalOf(init) ?? made?.signal;
		if (url !== undefined && (!test(/^https?:$/, url.protocol) || isOwn(url))) request = new Request(made ?? input, init ?? undefined);
	} catch (err) {
		return passOn(rejects(err));
	}
	if (signal?.aborted) return passOn(rejects(signal.reason));
	if (url !== undefined && isBadPort(url.port)) return passOn(refusedPort());
	if (request !== undefined) return passOn(isOwn(url) ? askOwn(url, request) : answerUnasked(url, request));
	return signal === undefined ? outsideFetch(input) : passOn(outsideFetch(input, { signal }));
}

module.exports = { fetch };
