// SPDX-License-Identifier: MIT
// crypto_primes.js - checkPrime: is a number prime? The test of Miller and Rabin with fixed bases, as sure as OpenSSL's with random ones.
'use strict';

const { primordial, io } = require('host');
const { invalidArgType, outOfRange, validateFunction, validateInteger, validateObject } = require('node/errors');
const types = require('node/util_types');
const BigInt = primordial('BigInt');
const Uint8Array = primordial('Uint8Array');

// Microseconds of the thread pool's work.
const WORK = 100;
// Enough for every number below 3.3e24 (Sorenson and Webster, "Strong pseudoprimes to twelve prime bases").
const bases = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n];

function power(base, exponent, modulus) {
	let result = 1n;
	for (base %= modulus; exponent > 0n; exponent >>= 1n, base = base * base % modulus) {
		if ((exponent & 1n) === 1n) result = result * base % modulus;
	}
	return result;
}

// Does `base` show that n = odd * 2^twos + 1 is composed?
function shows(base, n, odd, twos) {
	let x = power(base, odd, n);
	if (x === 1n || x === n - 1n) return false;
	for (let i = 1; i < twos; i++) {
		x = x * x % n;
		if (x === n - 1n) return false;
	}
	return true;
}

function isPrime(n) {
	if (n < 2n) return false;
	for (let i = 0; i < bases.length; i++) if (n % bases[i] === 0n) return n === bases[i];
	let odd = n - 1n, twos = 0;
	for (; (odd & 1n) === 0n; twos++) odd >>= 1n;
	for (let i = 0; i < bases.length; i++) if (shows(bases[i], n, odd, twos)) return false;
	return true;
}

// The number that a candidate is: bytes begin with the highest.
function numberOf(candidate) {
	if (typeof candidate === 'bigint') {
		if (candidate < 0n) throw outOfRange('candidate', '>= 0', candidate);
		return candidate;
	}
	const isView = types.isArrayBufferView(candidate);
	if (!isView && !types.isAnyArrayBuffer(candidate)) throw invalidArgType('candidate', ['ArrayBuffer', 'TypedArray', 'Buffer', 'DataView', 'bigint'], candidate);
	const bytes = isView ? new Uint8Array(candidate.buffer, candidate.byteOffset, candidate.byteLength) : new Uint8Array(candidate);
	let number = 0n;
	for (let i = 0; i < bytes.length; i++) number = number << 8n | BigInt(bytes[i]);
	return number;
}

function checked(options) {
	validateObject(options, 'options');
	if (options.checks !== undefined) validateInteger(options.checks, 'options.checks', 0, 2147483647);
}

function checkPrimeSync(candidate, options = {}) {
	const number = numberOf(candidate);
	checked(options);
	return isPrime(number);
}

function checkPrime(candidate, options = {}, callback) {
	const number = numberOf(candidate);
	if (typeof options === 'function') {
		callback = options;
		options = {};
	}
	validateFunction(callback, 'callback');
	checked(options);
	const answer = isPrime(number);
	io(() => callback(undefined, answer), WORK);
}

module.exports = { checkPrime, checkPrimeSync };
