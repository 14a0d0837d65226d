// SPDX-License-Identifier: MIT
// member_orders.js - the order in which Node's modules have their members, as Object.keys gives it.
'use strict';

const { primordial } = require('host');
const defineProperty = primordial('Object.defineProperty');
const getOwnPropertyDescriptor = primordial('Object.getOwnPropertyDescriptor');
const keysOf = primordial('Object.keys');
const split = primordial('String.prototype.split');

const orders = {
	__proto__: null,
	buffer: 'Buffer SlowBuffer transcode isUtf8 isAscii kMaxLength kStringMaxLength btoa atob constants INSPECT_MAX_BYTES Blob resolveObjectURL File',
	'Buffer.prototype': 'readBigUInt64LE readBigUInt64BE readBigUint64LE readBigUint64BE readBigInt64LE readBigInt64BE writeBigUInt64LE writeBigUInt64BE ' +
		'writeBigUint64LE writeBigUint64BE writeBigInt64LE writeBigInt64BE readUIntLE readUInt32LE readUInt16LE readUInt8 readUIntBE ' +
		'readUInt32BE readUInt16BE readUintLE readUint32LE readUint16LE readUint8 readUintBE readUint32BE readUint16BE readIntLE readInt32LE ' +
		'readInt16LE readInt8 readIntBE readInt32BE readInt16BE writeUIntLE writeUInt32LE writeUInt16LE writeUInt8 writeUIntBE writeUInt32BE ' +
		'writeUInt16BE writeUintLE writeUint32LE writeUint16LE writeUint8 writeUintBE writeUint32BE writeUint16BE writeIntLE writeInt32LE ' +
		'writeInt16LE writeInt8 writeIntBE writeInt32BE writeInt16BE readFloatLE readFloatBE readDoubleLE readDoubleBE writeFloatLE writeFloatBE ' +
		'writeDoubleLE writeDoubleBE asciiSlice base64Slice base64urlSlice latin1Slice hexSlice ucs2Slice utf8Slice asciiWrite base64Write ' +
		'base64urlWrite latin1Write hexWrite ucs2Write utf8Write',
	crypto: 'checkPrime checkPrimeSync createCipheriv createDecipheriv createDiffieHellman createDiffieHellmanGroup createECDH createHash createHmac ' +
		'createPrivateKey createPublicKey createSecretKey createSign createVerify diffieHellman generatePrime generatePrimeSync getCiphers ' +
		'getCipherInfo getCurves getDiffieHellman getHashes hkdf hkdfSync pbkdf2 pbkdf2Sync generateKeyPair generateKeyPairSync generateKey ' +
		'generateKeySync privateDecrypt privateEncrypt publicDecrypt publicEncrypt randomBytes randomFill randomFillSync randomInt randomUUID scrypt ' +
		'scryptSync sign setEngine timingSafeEqual getFips setFips verify hash Certificate Cipher Cipheriv Decipher Decipheriv DiffieHellman ' +
		'DiffieHellmanGroup ECDH Hash Hmac KeyObject Sign Verify X509Certificate secureHeapUsed constants webcrypto subtle getRandomValues',
	fs: 'appendFile appendFileSync access accessSync chown chownSync chmod chmodSync close closeSync copyFile copyFileSync cp cpSync createReadStream ' +
		'createWriteStream exists existsSync fchown fchownSync fchmod fchmodSync fdatasync fdatasyncSync fstat fstatSync fsync fsyncSync ftruncate ' +
		'ftruncateSync futimes futimesSync lchown lchownSync lchmod lchmodSync link linkSync lstat lstatSync lutimes lutimesSync mkdir mkdirSync ' +
		'mkdtemp mkdtempSync open openSync openAsBlob readdir readdirSync read readSync readv readvSync readFile readFileSync readlink readlinkSync ' +
		'realpath realpathSync rename renameSync rm rmSync rmdir rmdirSync stat statfs statSync statfsSync symlink symlinkSync truncate truncateSync ' +
		'unwatchFile unlink unlinkSync utimes utimesSync watch watchFile writeFile writeFileSync write writeSync writev writevSync Dirent Stats ' +
		'ReadStream WriteStream FileReadStream FileWriteStream _toUnixTimestamp Dir opendir opendirSync F_OK R_OK W_OK X_OK constants promises',
	'fs/promises': 'access copyFile cp open opendir rename truncate rm rmdir mkdir readdir readlink symlink lstat stat statfs link unlink chmod lchmod lchown ' +
		'chown utimes lutimes realpath mkdtemp writeFile appendFile readFile watch constants',
	http: '_connectionListener METHODS STATUS_CODES Agent ClientRequest IncomingMessage OutgoingMessage Server ServerResponse createServer ' +
		'validateHeaderName validateHeaderValue get request setMaxIdleHTTPParsers maxHeaderSize globalAgent',
	net: '_createServerHandle _normalizeArgs _setSimultaneousAccepts BlockList SocketAddress connect createConnection createServer isIP isIPv4 isIPv6 ' +
		'Server Socket Stream getDefaultAutoSelectFamily setDefaultAutoSelectFamily getDefaultAutoSelectFamilyAttemptTimeout ' +
		'setDefaultAutoSelectFamilyAttemptTimeout',
	os: 'arch availableParallelism cpus endianness freemem getPriority homedir hostname loadavg networkInterfaces platform release setPriority tmpdir ' +
		'totalmem type userInfo uptime version machine constants EOL devNull',
	stream: 'isDestroyed isDisturbed isErrored isReadable isWritable Readable Writable Duplex Transform PassThrough duplexPair pipeline addAbortSignal ' +
		'finished destroy compose setDefaultHighWaterMark getDefaultHighWaterMark promises Stream _isArrayBufferView _isUint8Array ' +
		'_uint8ArrayToBuffer',
};

// Give the members of `exports` the order of module `name`; a member that is not listed cannot be enumerated there.
function arrange(exports, name) {
	const order = split(orders[name], ' '), keys = keysOf(exports), descriptors = { __proto__: null };
	for (let i = 0; i < keys.length; i++) {
		descriptors[keys[i]] = getOwnPropertyDescriptor(exports, keys[i]);
		delete exports[keys[i]];
	}
	for (let i = 0; i < order.length; i++) {
		if (descriptors[order[i]] === undefined) continue;
		defineProperty(exports, order[i], descriptors[order[i]]);
		delete descriptors[order[i]];
	}
	const rest = keysOf(descriptors);
	for (let i = 0; i < rest.length; i++) defineProperty(exports, rest[i], { __proto__: null, ...descriptors[rest[i]], enumerable: false });
}

module.exports = { arrange };
