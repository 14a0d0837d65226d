// SPDX-License-Identifier: MIT
// member_faces.js - how the members of Node's modules look where that is not how the model has them: the names of functions, and members that are getters
// because Node loads or makes them late.
'use strict';

const { primordial } = require('host');
const defineProperty = primordial('Object.defineProperty');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const split = primordial('String.prototype.split');

// Of both modules of dns.
const ofDns = 'getDefaultResultOrder getDefaultResultOrder setDefaultResultOrder setDefaultResultOrder setServers defaultResolverSetServers getServers bound_getServers ' +
		'resolve bound_resolve resolve4 bound_queryA resolve6 bound_queryAaaa resolveAny bound_queryAny resolveCaa bound_queryCaa resolveCname bound_queryCname ' +
		'resolveMx bound_queryMx resolveNaptr bound_queryNaptr resolveNs bound_queryNs resolvePtr bound_queryPtr resolveSoa bound_querySoa ' +
		'resolveSrv bound_querySrv resolveTxt bound_queryTxt reverse bound_getHostByAddr';

// By module: `names`, a member and its function's name in turn ('-': it has none); `getters`: members without a setter; `late`: members that
// an assignment replaces.
const faces = {
	__proto__: null,
	'Buffer.prototype': {
		names: 'readFloatLE readFloatForwards readFloatBE readFloatBackwards readDoubleLE readDoubleForwards readDoubleBE readDoubleBackwards ' +
			'writeFloatLE writeFloatForwards writeFloatBE writeFloatBackwards writeDoubleLE writeDoubleForwards writeDoubleBE writeDoubleBackwards ' +
			'asciiSlice asciiSlice base64Slice base64Slice base64urlSlice base64urlSlice latin1Slice latin1Slice hexSlice hexSlice ' +
			'ucs2Slice ucs2Slice utf8Slice utf8Slice asciiWrite asciiWrite base64Write base64Write base64urlWrite base64urlWrite ' +
			'latin1Write latin1Write hexWrite hexWrite ucs2Write ucs2Write utf8Write utf8Write subarray subarray slice slice',
	},
	buffer: { late: 'Blob resolveObjectURL File' },
	crypto: { names: 'getCiphers - getCurves - getHashes - getDiffieHellman createDiffieHellmanGroup', getters: 'webcrypto subtle getRandomValues' },
	dns: { names: ofDns, getters: 'promises' },
	fs: { names: '_toUnixTimestamp toUnixTimestamp', late: 'Dir opendir opendirSync' },
	net: { names: '_createServerHandle createServerHandle _normalizeArgs normalizeArgs isIP isIP', getters: 'BlockList SocketAddress' },
	stream: { names: '_isArrayBufferView isView _isUint8Array isUint8Array _uint8ArrayToBuffer _uint8ArrayToBuffer' },
	util: { names: 'getSystemErrorMap getSystemErrorMap', getters: 'transferableAbortSignal transferableAbortController aborted', late: 'parseArgs TextDecoder TextEncoder' },
	'dns/promises': { names: ofDns },
	zlib: {
		names: 'brotliCompress asyncBufferWrapper brotliCompressSync syncBufferWrapper brotliDecompress asyncBufferWrapper brotliDecompressSync syncBufferWrapper ' +
			'createBrotliCompress value createBrotliDecompress value',
	},
};

const wordsOf = (text) => (text === undefined ? [] : split(text, ' '));

function rename(fn, name) {
	defineProperty(fn, 'name', { __proto__: null, value: name === '-' ? '' : primordial('String.prototype.replace')(name, '_', name[0] === '_' ? '_' : ' '), configurable: true });
}

// The member becomes a getter for what it is now.
function getter(exports, name, isReplaced) {
	const found = getOwnPropertyDescriptor(exports, name);
	if (found === undefined) return;
	defineProperty(exports, name, {
		__proto__: null,
		configurable: true,
		enumerable: true,
		get: found.get ?? (() => found.value),
		set: !isReplaced ? undefined : (given) => {
			defineProperty(exports, name, { __proto__: null, configurable: true, enumerable: true, writable: true, value: given });
		},
	});
}

// Gives the members of `exports` the looks of module `name`.
function face(exports, name) {
	const { names, getters, late } = faces[name];
	const pairs = wordsOf(names);
	for (let i = 0; i < pairs.length; i += 2) rename(exports[pairs[i]], pairs[i + 1]);
	for (const member of wordsOf(getters)) getter(exports, member, false);
	for (const member of wordsOf(late)) getter(exports, member, true);
}

module.exports = { face, rename };
