// SPDX-License-Identifier: MIT
// media_element.js - <audio> and <video> (HTML, "Media elements"): their state, what is asked of it and the events that tell of it. Nothing is
// decoded: media that comes plays from its beginning to no known end.
'use strict';

const { primordial, post, note, mediaComes, userActive, unknownOf } = require('host');
const { Failure } = require('web/idl');
const WeakMap = primordial('WeakMap');
const DOMException = primordial('DOMException');

const EMPTY = 0, IDLE = 1, LOADING = 2, NO_SOURCE = 3; // networkState
const CANCELABLE = 2; // of the events
const NOTHING = 0, METADATA = 1, ENOUGH = 4; // readyState

const first = {
	__proto__: null, paused: true, ended: false, seeking: false, networkState: EMPTY, readyState: NOTHING, error: null, currentSrc: '', duration: NaN, volume: 1, playbackRate: 1,
	defaultPlaybackRate: 1, preservesPitch: true, currentTime: 0,
};
const states = new WeakMap(); // element -> what is known of it
let told = false;

class MediaError {
	get code() {
		return 4;
	}
	get message() {
		return 'MEDIA_ELEMENT_ERROR: Format error';
	}
}
Object.assign(MediaError.prototype, { MEDIA_ERR_ABORTED: 1, MEDIA_ERR_NETWORK: 2, MEDIA_ERR_DECODE: 3, MEDIA_ERR_SRC_NOT_SUPPORTED: 4 });
Object.defineProperty(MediaError.prototype, Symbol.toStringTag, { __proto__: null, value: 'MediaError', configurable: true });

function stateOf(element) {
	let state = states.get(element);
	if (state === undefined) {
		state = { __proto__: first, muted: element.defaultMuted, pending: [], loading: 0, waits: undefined };
		states.set(element, state);
	}
	return state;
}

// Tasks of one load: those of an earlier one are dropped.
function later(state, step, delay = 0) {
	const load = state.loading;
	post((...told) => (state.loading === load ? step(...told) : undefined), delay);
}

function tell(element, state, ...types) {
	for (let i = 0; i < types.length; i++) {
		let fired = false;
		later(state, () => {
			if (fired) return undefined;
			fired = true;
			return [element, 'Event', types[i], undefined, CANCELABLE];
		});
	}
}

// The promises of play() that wait are settled, in a task of their own.
function settle(state, error) {
	const { pending } = state;
	if (pending.length === 0) return;
	state.pending = [];
	post(() => {
		for (let i = 0; i < pending.length; i++) error === undefined ? pending[i].resolve() : pending[i].reject(error);
	});
}

const failure = (message, name) => new DOMException(message, name);
const unsupported = () => failure('Failed to load because no supported source was found.', 'NotSupportedError');

// The first address that the element names, and the <source> that does; undefined: none.
function addressOf(element) {
	if (element.hasAttribute('src')) return { address: element.getAttribute('src') };
	for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling)
		if (child.tagName === 'SOURCE' && child.hasAttribute('src')) return { address: child.getAttribute('src'), source: child };
	return undefined;
}

function failed(element, state, source) {
	state.networkState = NO_SOURCE;
	if (source === undefined) state.error = new MediaError();
	return [source ?? element, 'Event', 'error', undefined, CANCELABLE];
}

function came(element, state) {
	state.readyState = METADATA;
	state.duration = unknownOf(element, 'duration');
	tell(element, state, 'durationchange', 'loadedmetadata', 'progress', 'suspend', 'loadeddata', 'canplay');
	later(state, () => {
		const waits = !state.paused;
		state.readyState = ENOUGH;
		state.networkState = IDLE;
		if (waits) starts(element, state);
		else if (element.autoplay) begin(element, state);
		tell(element, state, 'canplaythrough');
	});
}

// HTML, "resource selection algorithm".
function select(element, state) {
	state.networkState = NO_SOURCE;
	later(state, () => {
		const found = addressOf(element);
		if (found === undefined) {
			state.networkState = EMPTY;
			return;
		}
		state.networkState = LOADING;
		state.currentSrc = (found.source ?? element).src;
		tell(element, state, 'loadstart');
		if (element.preload === 'none' && !element.autoplay && state.paused) {
			state.networkState = IDLE;
			state.waits = found;
			tell(element, state, 'suspend');
		} else {
			ask(element, state, found);
		}
	});
}

function ask(element, state, { address, source }) {
	const [comes, delay] = address === '' ? [false, 0] : mediaComes(address, element.tagName === 'VIDEO' ? 'video' : 'sound');
	state.networkState = LOADING;
	state.waits = undefined;
	later(state, () => (comes ? came(element, state) : fail(element, state, source)), delay);
}

function fail(element, state, source) {
	let fired = false;
	later(state, () => {
		if (fired) {
			settle(state, unsupported());
			return undefined;
		}
		fired = true;
		return failed(element, state, source);
	});
}

function sourceCame(element) {
	const state = stateOf(element);
	if (state.networkState === EMPTY) select(element, state);
}

// HTML, "media element load algorithm".
function load(element) {
	const state = stateOf(element);
	state.loading++;
	state.waits = undefined;
	if (state.networkState === LOADING || state.networkState === IDLE) tell(element, state, 'abort');
	if (state.networkState !== EMPTY) {
		tell(element, state, 'emptied');
		Object.assign(state, { readyState: NOTHING, error: null, duration: NaN, seeking: false, currentTime: 0 });
		settle(state, failure('The play() request was interrupted by a new load request. https://goo.gl/LdLk22', 'AbortError'));
		state.paused = true;
	}
	select(element, state);
}

// The media is there and plays from now on.
function starts(element, state) {
	if (!told) note('media is not decoded: where it is, and its end, are not predicted');
	told = true;
	tell(element, state, 'playing');
	settle(state);
}

function begin(element, state) {
	state.paused = false;
	tell(element, state, 'play');
	if (state.readyState === ENOUGH && !state.seeking) starts(element, state);
	else tell(element, state, 'waiting');
}

function play(element) {
	const state = stateOf(element);
	if (!state.muted && !userActive())
		return Promise.reject(failure("play() failed because the user didn't interact with the document first. https://goo.gl/xX8pDD", 'NotAllowedError'));
	if (state.error !== null) return Promise.reject(failure('The element has no supported sources.', 'NotSupportedError'));
	return new Promise((resolve, reject) => {
		state.pending.push({ resolve, reject });
		if (state.networkState === EMPTY) select(element, state);
		if (state.waits !== undefined) ask(element, state, state.waits);
		if (state.paused) begin(element, state);
		else if (state.readyState === ENOUGH && !state.seeking) settle(state);
	});
}

function pause(element) {
	const state = stateOf(element);
	if (state.networkState === EMPTY) select(element, state);
	if (state.paused) return;
	state.paused = true;
	tell(element, state, 'timeupdate', 'pause');
	settle(state, failure('The play() request was interrupted by a call to pause(). https://goo.gl/LdLk22', 'AbortError'));
}

function seek(element, state, time) {
	state.currentTime = time;
	if (state.readyState === NOTHING) return;
	state.seeking = true;
	tell(element, state, 'seeking');
	later(state, () => {
		state.seeking = false;
		tell(element, state, 'timeupdate', 'seeked', 'canplay');
		if (!state.paused) starts(element, state);
		tell(element, state, 'canplaythrough');
	}, 3);
}

// A position that something has been played since is not known.
function get(element, name) {
	const state = stateOf(element);
	if (name === 'currentTime' && !state.paused && state.readyState === ENOUGH) state.currentTime = unknownOf(element, 'currentTime');
	return state[name];
}

function set(element, name, value) {
	const state = stateOf(element);
	if (name === 'muted') {
		if (!!value !== state.muted) tell(element, state, 'volumechange');
		state.muted = !!value;
		return;
	}
	const number = Number(value);
	if (!Number.isFinite(number)) throw new Failure(`Failed to set the '${name}' property on 'HTMLMediaElement': The provided double value is non-finite.`);
	if (name === 'volume') {
		if (!(number >= 0 && number <= 1)) throw failure(`Failed to set the 'volume' property on 'HTMLMediaElement': The volume provided (${number}) is outside the range [0, 1].`, 'IndexSizeError');
		if (number !== state.volume) tell(element, state, 'volumechange');
	}
	if (name === 'playbackRate' && number !== 0 && !(number >= 0.0625 && number <= 16))
		throw failure(`Failed to set the 'playbackRate' property on 'HTMLMediaElement': The provided playback rate (${number}) is not in the supported playback range.`, 'NotSupportedError');
	if ((name === 'playbackRate' || name === 'defaultPlaybackRate') && number !== state[name]) tell(element, state, 'ratechange');
	if (name === 'currentTime') seek(element, state, number);
	else state[name] = number;
}

// What Chromium plays: kinds that are one codec, kinds that hold some, and codecs.
const simple = ['audio/mpeg', 'audio/mp3', 'audio/aac', 'audio/flac'];
const holders = ['audio/wav', 'audio/x-wav', 'audio/ogg', 'audio/mp4', 'audio/x-m4a', 'audio/webm', 'video/mp4', 'video/webm', 'video/ogg', 'application/ogg', 'application/x-mpegurl', 'application/vnd.apple.mpegurl'];
const codec = /^(avc1|mp4a|vp8|vp9|vp09|opus|vorbis|mp3|flac|av01|1$)/;

function canPlayType(element, type) {
	const kind = type.split(';')[0].trim().toLowerCase(), codecs = /codecs\s*=\s*"?([^"]*)/i.exec(type);
	if (simple.includes(kind)) return 'probably';
	if (!holders.includes(kind)) return '';
	return codecs === null ? 'maybe' : codecs[1].split(',').every((each) => codec.test(each.trim())) ? 'probably' : '';
}

module.exports = { get, set, play, pause, load, canPlayType, sourceCame };
