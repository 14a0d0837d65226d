// Random choices that a seed repeats: below(n) is a whole number from 0 to n - 1, pick(list) one of its elements (xorshift32).
export function choices(seed) {
	let state = Math.imul(seed, 2654435761) >>> 0 || 1;
	const next = () => {
		state ^= state << 13; state >>>= 0;
		state ^= state >>> 17;
		state ^= state << 5; state >>>= 0;
		return state;
	};
	return { below: (n) => next() % n, pick: (list) => list[next() % list.length] };
}
