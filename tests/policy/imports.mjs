// What the library asks of the C library: node tests/policy/imports.mjs LIBEVLOOP TREE_SITTER
//
// A run must be the same on every machine and in every thread, so lib/ uses no clock, no randomness, no environment, no
// locale, no files, and none of the string functions that write without a bound. The list is short on purpose: a new
// name on it is a decision. (compiler and sanitizer support routines begin with two underscores and do not count)
import { execFileSync } from 'node:child_process';

const allowed = new Set([
	...['malloc', 'calloc', 'realloc', 'free'],
	...['memchr', 'memcmp', 'memcpy', 'memmove', 'memset', 'strlen', 'strcmp', 'strncmp', 'strchr', 'strrchr', 'strstr', 'strcspn', 'strspn', 'bcmp'],
	...['acos', 'acosh', 'asin', 'asinh', 'atan', 'atan2', 'atanh', 'cbrt', 'ceil', 'copysign', 'cos', 'cosh', 'exp', 'expm1', 'fabs', 'floor', 'fmod', 'frexp', 'hypot', 'ldexp', 'log', 'log10', 'log1p', 'log2', 'lrint', 'modf', 'nearbyint', 'pow', 'rint', 'round', 'scalbn', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'fmin', 'fmax', 'nan', 'sqrtf'],
	...['abort', 'mmap', 'munmap', 'madvise', 'mprotect', 'sysconf'],
	...['utf8proc_category', 'utf8proc_decompose_char', 'utf8proc_get_property', 'utf8proc_grapheme_break_stateful', 'utf8proc_normalize_utf32'],
	...['snprintf', 'vsnprintf', 'strtod'],
	// sqlite3: the drill's store; its path and the time come from the caller
	...['bind_double', 'bind_int', 'bind_int64', 'bind_text', 'busy_timeout', 'close', 'column_double', 'column_int', 'column_int64', 'column_text', 'column_type', 'errstr', 'exec', 'extended_errcode', 'finalize', 'free', 'last_insert_rowid', 'malloc', 'open_v2', 'prepare_v2', 'step'].map((name) => `sqlite3_${name}`),
	// zlib: for node:zlib; data in memory only
	...['crc32', 'deflate', 'deflateEnd', 'deflateInit2_', 'deflateSetDictionary', 'inflate', 'inflateEnd', 'inflateInit2_', 'inflateReset', 'inflateSetDictionary'],
	// libtommath: arithmetic on BigInts; none of its functions that read files or random numbers
	...['mp_add', 'mp_and', 'mp_clear', 'mp_div', 'mp_init', 'mp_init_size', 'mp_mul', 'mp_or', 'mp_sqr', 'mp_sub', 'mp_xor'],
]);

function symbols(archive, ...flags) {
	const text = execFileSync('nm', ['-A', ...flags, archive], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
	return text.split('\n').filter(Boolean).map((line) => ({ object: line.split(':').at(-2)?.split('/').at(-1), name: line.trim().split(/\s+/).at(-1) }));
}

const [library, grammar] = process.argv.slice(2);
const defined = new Set([...symbols(library, '--defined-only'), ...symbols(grammar, '--defined-only')].map(({ name }) => name));
const wanted = new Map();
for (const { object, name } of symbols(library, '-u')) {
	if (defined.has(name) || name.startsWith('__') || name === '_GLOBAL_OFFSET_TABLE_') continue;
	wanted.set(name, [...(wanted.get(name) ?? []), object]);
}
let faults = 0;
for (const [name, objects] of [...wanted].sort()) {
	if (allowed.has(name)) continue;
	faults++;
	console.log(`${name} is not on the list; used by ${objects.join(', ')}`);
}
console.log(`imports: ${wanted.size} names of the C library (${[...wanted.keys()].sort().join(' ')}), ${faults} faults`);
process.exit(faults || wanted.size === 0 ? 1 : 0);
