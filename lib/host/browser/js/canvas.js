// SPDX-License-Identifier: MIT
// canvas.js - the 2D context of a canvas, as far as no pixel is asked for: what is drawn is drawn for nobody, and the state of
// the drawing is plain data. What a script could read back from the picture is not covered.
'use strict';

const { primordial, notCovered } = require('host');
const { finish, required, Failure } = require('web/idl');
const WeakMap = primordial('WeakMap');
const DOMException = primordial('DOMException');

const contexts = new WeakMap(); // canvas -> its context
const key = {}; // what only this file has: pages make none

// Operations that only draw, with the number of arguments that they need.
const draws = {
	__proto__: null, arc: 5, arcTo: 5, beginPath: 0, bezierCurveTo: 6, clearRect: 4, clip: 0, closePath: 0, drawImage: 3, ellipse: 7, fill: 0, fillRect: 4,
	fillText: 3, lineTo: 2, moveTo: 2, putImageData: 3, quadraticCurveTo: 4, rect: 4, resetTransform: 0, rotate: 1, roundRect: 4, scale: 2, setLineDash: 1,
	setTransform: 0, stroke: 0, strokeRect: 4, strokeText: 3, transform: 6, translate: 2, drawFocusIfNeeded: 1,
};

// Attributes: their first values, and what they take: words, a number that is not negative, or anything.
const words = {
	__proto__: null, lineCap: ['butt', 'round', 'square'], lineJoin: ['miter', 'round', 'bevel'], textAlign: ['start', 'end', 'left', 'right', 'center'],
	textBaseline: ['alphabetic', 'top', 'hanging', 'middle', 'ideographic', 'bottom'], direction: ['ltr', 'rtl', 'inherit'], imageSmoothingQuality: ['low', 'medium', 'high'],
};
const numbers = { __proto__: null, globalAlpha: (n) => n >= 0 && n <= 1, lineWidth: (n) => n > 0, miterLimit: (n) => n > 0, shadowBlur: (n) => n >= 0, lineDashOffset: () => true, shadowOffsetX: () => true, shadowOffsetY: () => true };
const first = {
	__proto__: null, globalAlpha: 1, globalCompositeOperation: 'source-over', filter: 'none', imageSmoothingEnabled: true, imageSmoothingQuality: 'low', strokeStyle: '#000000',
	fillStyle: '#000000', shadowOffsetX: 0, shadowOffsetY: 0, shadowBlur: 0, shadowColor: 'rgba(0, 0, 0, 0)', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', miterLimit: 10,
	lineDashOffset: 0, font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', direction: 'ltr',
};
const attributes = Object.keys(first);

class CanvasGradient {
	constructor(made) {
		if (made !== key) throw new Failure("Failed to construct 'CanvasGradient': Illegal constructor");
	}
	addColorStop() {
		required(arguments.length, 2, "Failed to execute 'addColorStop' on 'CanvasGradient'");
	}
}
finish(CanvasGradient);

class ImageData {
	#width;
	#height;
	#data;
	constructor(first, second, third = undefined) {
		required(arguments.length, 2, "Failed to construct 'ImageData'");
		const given = first instanceof Uint8ClampedArray, width = given ? second >>> 0 : first >>> 0;
		if (width === 0) throw new DOMException("Failed to construct 'ImageData': The source width is zero or not a number.", 'IndexSizeError');
		if (given && first.length % 4 !== 0) throw new DOMException("Failed to construct 'ImageData': The input data length is not a multiple of 4.", 'InvalidStateError');
		if (given && (first.length / 4) % width !== 0) throw new DOMException("Failed to construct 'ImageData': The input data length is not a multiple of (4 * width).", 'IndexSizeError');
		const height = given && (third === undefined || typeof third === 'object') ? first.length / 4 / width : (given ? third : second) >>> 0;
		if (height === 0) throw new DOMException("Failed to construct 'ImageData': The source height is zero or not a number.", 'IndexSizeError');
		if (given && height * width * 4 !== first.length) throw new DOMException("Failed to construct 'ImageData': The input data length is not equal to (4 * width * height).", 'IndexSizeError');
		this.#width = width;
		this.#height = height;
		this.#data = given ? first : new Uint8ClampedArray(width * height * 4);
	}
	get width() {
		return this.#width;
	}
	get height() {
		return this.#height;
	}
	get data() {
		return this.#data;
	}
	get colorSpace() {
		return 'srgb';
	}
}
finish(ImageData);

class CanvasRenderingContext2D {
	#canvas;
	#state = { ...first };
	#saved = [];
	constructor(made, canvas) {
		if (made !== key) throw new Failure("Failed to construct 'CanvasRenderingContext2D': Illegal constructor");
		this.#canvas = canvas;
	}
	get canvas() {
		return this.#canvas;
	}
	#read(name) {
		const value = this.#state[name];
		// A color, a font or a filter is read again in the canvas's own words.
		if (value !== first[name] && typeof value === 'string' && !(name in words)) return notCovered(`${name} of a canvas, read again`);
		return value;
	}
	#write(name, value) {
		if (name in words) {
			if (words[name].includes(`${value}`)) this.#state[name] = `${value}`;
		} else if (name in numbers) {
			const n = Number(value);
			if (Number.isFinite(n) && numbers[name](n)) this.#state[name] = n;
		} else {
			this.#state[name] = name === 'imageSmoothingEnabled' ? !!value : value instanceof CanvasGradient ? value : `${value}`;
		}
	}
	static {
		for (let i = 0; i < attributes.length; i++) {
			const name = attributes[i], accessor = { get [name]() { return this.#read(name); }, set [name](value) { this.#write(name, value); } };
			Object.defineProperty(this.prototype, name, { ...Object.getOwnPropertyDescriptor(accessor, name), enumerable: true });
		}
		for (const name in draws) {
			const operation = { [name](...args) {
				this.#canvas;
				required(args.length, draws[name], `Failed to execute '${name}' on 'CanvasRenderingContext2D'`);
			} };
			Object.defineProperty(this.prototype, name, { __proto__: null, value: operation[name], writable: true, enumerable: true, configurable: true });
		}
	}
	save() {
		this.#saved.push({ ...this.#state });
	}
	restore() {
		if (this.#saved.length > 0) this.#state = this.#saved.pop();
	}
	reset() {
		this.#state = { ...first };
		this.#saved = [];
	}
	createLinearGradient() {
		required(arguments.length, 4, "Failed to execute 'createLinearGradient' on 'CanvasRenderingContext2D'");
		return new CanvasGradient(key);
	}
	createRadialGradient() {
		required(arguments.length, 6, "Failed to execute 'createRadialGradient' on 'CanvasRenderingContext2D'");
		return new CanvasGradient(key);
	}
	createConicGradient() {
		required(arguments.length, 3, "Failed to execute 'createConicGradient' on 'CanvasRenderingContext2D'");
		return new CanvasGradient(key);
	}
	createImageData(first, height) {
		required(arguments.length, 1, "Failed to execute 'createImageData' on 'CanvasRenderingContext2D'");
		return first instanceof ImageData ? new ImageData(first.width, first.height) : new ImageData(Math.abs(first), Math.abs(height));
	}
	isContextLost() {
		return false;
	}
}
finish(CanvasRenderingContext2D);

exports.ImageData = ImageData;
exports.CanvasGradient = CanvasGradient;
exports.CanvasRenderingContext2D = CanvasRenderingContext2D;

exports.getContext = function getContext(canvas, ...args) {
	required(args.length, 1, "Failed to execute 'getContext' on 'HTMLCanvasElement'");
	const kind = `${args[0]}`, made = contexts.get(canvas);
	if (kind !== '2d') return made !== undefined || !/^(webgl2?|experimental-webgl|webgpu|bitmaprenderer)$/.test(kind) ? null : notCovered(`canvas.getContext('${kind}')`);
	if (made !== undefined) return made;
	const context = new CanvasRenderingContext2D(key, canvas);
	contexts.set(canvas, context);
	return context;
};

// The size of a canvas was set: its context begins anew.
exports.resized = (canvas) => contexts.get(canvas)?.reset();
