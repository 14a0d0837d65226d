// SPDX-License-Identifier: MIT
// animation.js - Element.animate (Web Animations) and the events of CSS transitions, as far as time goes: nothing is drawn,
// and computed styles are those without animations.
'use strict';

const { primordial, notCovered, frame, frameTime, handlers } = require('host');
const { finish, Failure } = require('web/idl');
const EventTarget = primordial('EventTarget');
const DOMException = primordial('DOMException');
const Promise = primordial('Promise');
const then = primordial('Promise.prototype.then');

const all = []; // animations that may still be running, in the order of their making

// ---- timing ----

function readTiming(options) {
	const given = typeof options === 'object' && options !== null ? options : { duration: options };
	const duration = given.duration === undefined || given.duration === 'auto' ? 0 : Number(given.duration);
	if (!(duration >= 0)) throw new Failure("Failed to execute 'animate' on 'Element': duration must be non-negative or auto");
	const iterations = given.iterations === undefined ? 1 : Number(given.iterations);
	if (!(iterations >= 0)) throw new Failure("Failed to execute 'animate' on 'Element': iterationCount must be non-negative.");
	return { delay: Number(given.delay ?? 0), endDelay: Number(given.endDelay ?? 0), fill: given.fill ?? 'auto', iterationStart: Number(given.iterationStart ?? 0), iterations, duration, direction: given.direction ?? 'normal', easing: given.easing ?? 'linear' };
}

class AnimationEffect {
	getTiming() {
		return { ...this._e.timing };
	}
	getComputedTiming() {
		const t = this._e.timing, activeDuration = t.duration * t.iterations, time = this._e.animation?.currentTime ?? null;
		return { ...t, fill: t.fill === 'auto' ? 'none' : t.fill, activeDuration, endTime: Math.max(0, t.delay + activeDuration + t.endDelay), localTime: time };
	}
	updateTiming(options = {}) {
		Object.assign(this._e.timing, readTiming({ ...this._e.timing, ...options }));
		this._e.animation?._plan();
	}
}
finish(AnimationEffect);

class KeyframeEffect extends AnimationEffect {
	constructor(target, keyframes, options = {}) {
		super();
		Object.defineProperty(this, '_e', { __proto__: null, value: { target, keyframes, timing: readTiming(options), animation: undefined } });
	}
	get target() {
		return this._e.target;
	}
	get composite() {
		return 'replace';
	}
	get pseudoElement() {
		return null;
	}
	getKeyframes() {
		return notCovered('KeyframeEffect.getKeyframes');
	}
}
finish(KeyframeEffect);

// ---- animations ----

class Animation extends EventTarget {
	#start = null; // of the timeline
	#hold = null; // the time at which it stands still
	#rate = 1;
	#pending = '';
	#plan = 0; // number of the last planned end
	#finished;
	#ready;
	#done = false;
	#effect;
	#id = '';
	constructor(effect = null) {
		super();
		this.#effect = effect;
		if (effect) effect._e.animation = this;
		this.#finished = this.#promise();
		this.#ready = this.#promise();
		this.#ready.resolve(this);
	}
	#promise() {
		let resolve, reject;
		const promise = new Promise((yes, no) => {
			resolve = yes;
			reject = no;
		});
		then(promise, undefined, () => {});
		return { promise, resolve, reject, settled: false };
	}
	get id() {
		return this.#id;
	}
	set id(id) {
		this.#id = `${id}`;
	}
	get effect() {
		return this.#effect;
	}
	get timeline() {
		return document.timeline;
	}
	get startTime() {
		return this.#start;
	}
	get currentTime() {
		if (this.#hold !== null) return this.#hold;
		if (this.#start === null) return null;
		return (frameTime() - this.#start) * this.#rate;
	}
	set currentTime(time) {
		if (time === null) return;
		const to = Number(time);
		if (this.#hold !== null || this.#start === null) this.#hold = to;
		else this.#start = frameTime() - to / this.#rate;
		if (this.#hold !== null && this.#pending === '' && this.playState === 'finished' && to < this._end()) {
			this.#start = frameTime() - to / this.#rate;
			this.#hold = null;
		}
		this._plan();
	}
	get playbackRate() {
		return this.#rate;
	}
	set playbackRate(rate) {
		const time = this.currentTime;
		this.#rate = Number(rate);
		if (time !== null) this.currentTime = time;
	}
	updatePlaybackRate(rate) {
		this.playbackRate = rate;
	}
	get playState() {
		const time = this.currentTime;
		if (time === null && this.#pending === '') return 'idle';
		if (this.#pending === 'pause' || (this.#start === null && this.#pending === '')) return 'paused';
		if (time !== null && ((this.#rate > 0 && time >= this._end()) || (this.#rate < 0 && time <= 0))) return 'finished';
		return 'running';
	}
	get pending() {
		return this.#pending !== '';
	}
	get replaceState() {
		return 'active';
	}
	get finished() {
		return this.#finished.promise;
	}
	get ready() {
		return this.#ready.promise;
	}
	_end() {
		const t = this.#effect?._e.timing;
		return t === undefined ? 0 : Math.max(0, t.delay + (t.iterations === 0 ? 0 : t.duration * t.iterations) + t.endDelay);
	}
	// Look again when it should be over.
	_plan() {
		if (this.#pending !== '') return; // it is planned when that has ended
		const number = ++this.#plan;
		if (this.#start === null || this.#hold !== null || this.#rate === 0) return;
		const left = this.#rate > 0 ? (this._end() - this.currentTime) / this.#rate : this.currentTime / -this.#rate;
		if (left === Infinity) return;
		// Frames stand on a grid: the one that reaches the end counts.
		frame(() => (number === this.#plan ? this.#over() : undefined), Math.max(0, left - 0.01));
	}
	#over() {
		const time = this.currentTime;
		if (this.#rate > 0 ? time < this._end() - 0.02 : time > 0.02) return this._plan();
		this.#hold = this.#rate > 0 ? this._end() : 0;
		return this.#finish();
	}
	// The finished promise is resolved, then the event is fired; both in the same frame.
	#finish() {
		if (this.#done) return undefined;
		this.#done = true;
		this.#finished.settled = true;
		this.#finished.resolve(this);
		const at = all.indexOf(this);
		if (at >= 0) all.splice(at, 1);
		return [this, 'AnimationPlaybackEvent', 'finish', { currentTime: this.currentTime, timelineTime: frameTime() }];
	}
	play() {
		if (this.#pending === 'play') return;
		const time = this.currentTime, end = this._end();
		if (this.#rate >= 0 && (time === null || time < 0 || time >= end)) this.#hold = 0;
		else if (this.#rate < 0 && (time === null || time <= 0 || time > end)) {
			if (end === Infinity) throw new DOMException("Failed to execute 'play' on 'Animation': Cannot play reversed Animation with infinite target effect end.", 'InvalidStateError');
			this.#hold = end;
		} else if (this.#hold === null) {
			if (this.#start !== null && this.#pending === '') return;
		}
		if (this.#done) {
			this.#done = false;
			this.#finished = this.#promise();
		}
		this.#start = null;
		this.#pending = 'play';
		if (!all.includes(this)) all.push(this);
		this.#ready = this.#promise();
		const ready = this.#ready, number = ++this.#plan;
		frame(() => {
			if (number !== this.#plan || this.#pending !== 'play') return undefined;
			this.#pending = '';
			this.#start = frameTime() - this.#hold / this.#rate;
			this.#hold = null;
			ready.resolve(this);
			if (this._end() <= 0) return this.#over();
			this._plan();
			return undefined;
		}, 0);
	}
	pause() {
		if (this.playState === 'paused') return;
		if (this.currentTime === null) this.#hold = this.#rate >= 0 ? 0 : this._end();
		this.#pending = 'pause';
		this.#ready = this.#promise();
		const ready = this.#ready, number = ++this.#plan;
		frame(() => {
			if (number !== this.#plan || this.#pending !== 'pause') return undefined;
			this.#hold = this.currentTime;
			this.#start = null;
			this.#pending = '';
			ready.resolve(this);
			return undefined;
		}, 0);
	}
	reverse() {
		this.#rate = -this.#rate;
		if (this.#pending === '' && this.#start !== null && this.#hold === null) {
			this.#hold = (frameTime() - this.#start) * -this.#rate;
			this.#start = null;
		}
		this.play();
	}
	finish() {
		if (this.#rate === 0 || (this.#rate > 0 && this._end() === Infinity)) throw new DOMException("Failed to execute 'finish' on 'Animation': Cannot finish Animation with an infinite target effect end.", 'InvalidStateError');
		const end = this.#rate > 0 ? this._end() : 0;
		this.#plan++;
		if (this.#pending !== '') {
			this.#pending = '';
			this.#ready.resolve(this);
		}
		this.#start = frameTime() - end / this.#rate;
		this.#hold = end;
		if (this.#done) return;
		this.#done = true;
		this.#finished.resolve(this);
		const at = all.indexOf(this);
		if (at >= 0) all.splice(at, 1);
		let fired = false;
		frame(() => {
			if (fired) return undefined;
			fired = true;
			return [this, 'AnimationPlaybackEvent', 'finish', { currentTime: end, timelineTime: frameTime() }];
		}, 0);
	}
	cancel() {
		const idle = this.playState === 'idle';
		this.#plan++;
		if (!idle) {
			if (this.#pending !== '') {
				this.#pending = '';
				this.#ready.reject(new DOMException('The user aborted a request.', 'AbortError'));
				this.#ready = this.#promise();
				this.#ready.resolve(this);
			}
			if (!this.#done) this.#finished.reject(new DOMException('The user aborted a request.', 'AbortError'));
			this.#finished = this.#promise();
			this.#done = false;
			const at = all.indexOf(this);
			if (at >= 0) all.splice(at, 1);
			let fired = false;
			frame(() => {
				if (fired) return undefined;
				fired = true;
				return [this, 'AnimationPlaybackEvent', 'cancel', { currentTime: null, timelineTime: frameTime() }];
			}, 0);
		}
		this.#hold = null;
		this.#start = null;
	}
	persist() {}
	commitStyles() {
		notCovered('Animation.commitStyles');
	}
}
finish(Animation);
handlers(Animation.prototype, 'onfinish', 'oncancel', 'onremove');

class AnimationTimeline {
	constructor(made) {
		if (made !== all) throw new Failure("Failed to construct 'AnimationTimeline': Illegal constructor");
	}
	get currentTime() {
		return frameTime();
	}
	get duration() {
		return null;
	}
}
finish(AnimationTimeline);

class DocumentTimeline extends AnimationTimeline {
	constructor(made) {
		super(made === all ? made : notCovered('new DocumentTimeline'));
	}
}
finish(DocumentTimeline);

exports.AnimationTimeline = AnimationTimeline;
exports.DocumentTimeline = DocumentTimeline;
exports.timeline = new DocumentTimeline(all);

exports.animate = function animate(element, keyframes, options = undefined) {
	if (keyframes !== null && typeof keyframes !== 'object') throw new Failure("Failed to execute 'animate' on 'Element': parameter 1 is not of type 'object'.");
	const animation = new Animation(new KeyframeEffect(element, keyframes, options));
	if (typeof options === 'object' && options !== null && options.id !== undefined) animation.id = `${options.id}`;
	animation.play();
	return animation;
};
exports.getAnimations = (element) => all.filter((animation) => element === undefined || animation.effect?.target === element);
Object.assign(exports, { Animation, AnimationEffect, KeyframeEffect });

// ---- CSS transitions of style attributes ----

const initial = {
	__proto__: null, opacity: '1', transform: 'none', color: 'rgb(0, 0, 0)', 'background-color': 'rgba(0, 0, 0, 0)', visibility: 'visible', filter: 'none', 'z-index': 'auto', 'letter-spacing': 'normal',
	'margin-top': '0px', 'margin-left': '0px', 'margin-right': '0px', 'margin-bottom': '0px', 'padding-top': '0px', 'padding-left': '0px', 'padding-right': '0px', 'padding-bottom': '0px', 'font-size': '16px',
	width: 'auto', height: 'auto', top: 'auto', left: 'auto', right: 'auto', bottom: 'auto', 'max-height': 'none', 'max-width': 'none', 'min-height': 'auto', 'min-width': 'auto', 'border-radius': '0px', 'box-shadow': 'none',
	translate: 'none', scale: 'none', rotate: 'none',
};
const discrete = ['display', 'position', 'float', 'overflow', 'cursor', 'pointer-events', 'user-select', 'content'];
const running = new WeakMap();

function splitOutside(text, mark) {
	const parts = [];
	let depth = 0, from = 0;
	for (let i = 0; i < text.length; i++) {
		if (text[i] === '(') depth++;
		else if (text[i] === ')') depth--;
		else if (depth === 0 && text[i] === mark) {
			parts.push(text.slice(from, i));
			from = i + 1;
		}
	}
	parts.push(text.slice(from));
	return parts.map((part) => part.trim()).filter(Boolean);
}

function declarations(style) {
	const found = { __proto__: null };
	for (const each of splitOutside(style, ';')) {
		const at = each.indexOf(':');
		if (at > 0) found[each.slice(0, at).trim().toLowerCase()] = each.slice(at + 1).replace(/\s*!important$/, '').trim();
	}
	return found;
}

const seconds = (text) => (text.endsWith('ms') ? parseFloat(text) : parseFloat(text) * 1000);

// { property: { duration, delay } } as the transition properties of a style say.
function transitionsOf(style) {
	const list = { __proto__: null };
	if (style.transition !== undefined) {
		for (const each of splitOutside(style.transition, ',')) {
			const words = splitOutside(each, ' '), times = words.filter((word) => /^-?[\d.]+m?s$/.test(word));
			const name = words.find((word) => !times.includes(word) && !/^(ease|ease-in|ease-out|ease-in-out|linear|step-start|step-end|allow-discrete|normal)$|\(/.test(word)) ?? 'all';
			list[name] = { duration: seconds(times[0] ?? '0s'), delay: seconds(times[1] ?? '0s') };
		}
	}
	if (style['transition-duration'] !== undefined || style['transition-property'] !== undefined) {
		const names = splitOutside(style['transition-property'] ?? 'all', ','), durations = splitOutside(style['transition-duration'] ?? '0s', ','), delays = splitOutside(style['transition-delay'] ?? '0s', ',');
		names.forEach((name, i) => {
			list[name] = { duration: seconds(durations[i % durations.length]), delay: seconds(delays[i % delays.length]) };
		});
	}
	delete list.none;
	return list;
}

let started = [];

// The style of an element that was shown before has been computed anew.
exports.styled = function styled(element, before, after) {
	const from = declarations(before), to = declarations(after), list = transitionsOf(to);
	for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
		if (name.startsWith('transition') || name.startsWith('--') || discrete.includes(name)) continue;
		const a = from[name] ?? initial[name], b = to[name] ?? initial[name];
		if (a === b) continue;
		const own = running.get(element);
		if (own?.has(name)) notCovered('a change of a style during its CSS transition');
		const spec = list[name] ?? list.all;
		if (spec === undefined || Math.max(0, spec.duration) + spec.delay <= 0) continue;
		if (!(name in initial)) notCovered(`CSS transitions of ${name}`);
		if (a === 'auto' || b === 'auto' || ((name.startsWith('max-') || name.startsWith('min-')) && (a === 'none' || b === 'none'))) continue;
		if (own === undefined) running.set(element, new Set([name]));
		else own.add(name);
		if (started.length === 0) frame(begin(), 0);
		started.push({ element, name, ...spec });
	}
};

function event(transition, type, elapsed) {
	return [transition.element, 'TransitionEvent', type, { propertyName: transition.name, elapsedTime: elapsed / 1000, pseudoElement: '' }, 1];
}

// transitionrun and, where there is no delay, transitionstart, in the first frame after.
function begin() {
	let events;
	return () => {
		if (events === undefined) {
			events = [];
			const late = started.filter((transition) => transition.delay > 0), now = started.filter((transition) => transition.delay <= 0);
			started = [];
			for (const transition of [...late, ...now]) {
				events.push(event(transition, 'transitionrun', Math.max(0, -transition.delay)));
				if (transition.delay <= 0) events.push(event(transition, 'transitionstart', Math.max(0, -transition.delay)));
				else frame(once(event(transition, 'transitionstart', 0)), transition.delay - 0.01);
				frame(finished(transition), transition.delay + transition.duration - 0.01);
			}
		}
		return events.shift();
	};
}

function once(item) {
	let fired = false;
	return () => {
		if (fired) return undefined;
		fired = true;
		return item;
	};
}

function finished(transition) {
	let fired = false;
	return () => {
		if (fired) return undefined;
		fired = true;
		running.get(transition.element)?.delete(transition.name);
		return event(transition, 'transitionend', transition.duration);
	};
}
