/* SPDX-License-Identifier: MIT */
/* Arrays, maps, sets, iterators, promises. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_collection, holes_are_counted)
{
	static const struct console_case cases[] = {
		{ "console.log([1, , 3])",
		  "[ 1, <1 empty item>, 3 ]" },
		{ "console.log([, , ,])",
		  "[ <3 empty items> ]" },
		{ "console.log([, 'a', , , 'b'])",
		  "[ <1 empty item>, 'a', <2 empty items>, 'b' ]" },
		{ "console.log((() => { const a = [1]; a[5] = 2; a[1000] = 3; a.x = 1; return a; })())",
		  "[ 1, <4 empty items>, 2, <994 empty items>, 3, x: 1 ]" },
		{ "console.log((() => { const a = []; a[2 ** 32 - 2] = 1; return a; })())",
		  "[ <4294967294 empty items>, 1 ]" },
		{ "console.log(new Array(5))",
		  "[ <5 empty items> ]" },
		{ "console.log(Object.assign([1, , 2], { '-1': 'neg', name: 'x' }))",
		  "[ 1, <1 empty item>, 2, '-1': 'neg', name: 'x' ]" },
		{ "console.log([undefined, , null])",
		  "[ undefined, <1 empty item>, null ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_collection, a_hundred_items_are_shown)
{
	static const struct console_case cases[] = {
		{ "console.log(Array(102).fill('ab'))",
		  "[\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab', 'ab',\n"
	  "  ... 2 more items\n"
	  "]" },
		{ "console.log(new Set(Array.from({ length: 102 }, (_, i) => i)))",
		  "Set(102) {\n"
	  "  0,\n"
	  "  1,\n"
	  "  2,\n"
	  "  3,\n"
	  "  4,\n"
	  "  5,\n"
	  "  6,\n"
	  "  7,\n"
	  "  8,\n"
	  "  9,\n"
	  "  10,\n"
	  "  11,\n"
	  "  12,\n"
	  "  13,\n"
	  "  14,\n"
	  "  15,\n"
	  "  16,\n"
	  "  17,\n"
	  "  18,\n"
	  "  19,\n"
	  "  20,\n"
	  "  21,\n"
	  "  22,\n"
	  "  23,\n"
	  "  24,\n"
	  "  25,\n"
	  "  26,\n"
	  "  27,\n"
	  "  28,\n"
	  "  29,\n"
	  "  30,\n"
	  "  31,\n"
	  "  32,\n"
	  "  33,\n"
	  "  34,\n"
	  "  35,\n"
	  "  36,\n"
	  "  37,\n"
	  "  38,\n"
	  "  39,\n"
	  "  40,\n"
	  "  41,\n"
	  "  42,\n"
	  "  43,\n"
	  "  44,\n"
	  "  45,\n"
	  "  46,\n"
	  "  47,\n"
	  "  48,\n"
	  "  49,\n"
	  "  50,\n"
	  "  51,\n"
	  "  52,\n"
	  "  53,\n"
	  "  54,\n"
	  "  55,\n"
	  "  56,\n"
	  "  57,\n"
	  "  58,\n"
	  "  59,\n"
	  "  60,\n"
	  "  61,\n"
	  "  62,\n"
	  "  63,\n"
	  "  64,\n"
	  "  65,\n"
	  "  66,\n"
	  "  67,\n"
	  "  68,\n"
	  "  69,\n"
	  "  70,\n"
	  "  71,\n"
	  "  72,\n"
	  "  73,\n"
	  "  74,\n"
	  "  75,\n"
	  "  76,\n"
	  "  77,\n"
	  "  78,\n"
	  "  79,\n"
	  "  80,\n"
	  "  81,\n"
	  "  82,\n"
	  "  83,\n"
	  "  84,\n"
	  "  85,\n"
	  "  86,\n"
	  "  87,\n"
	  "  88,\n"
	  "  89,\n"
	  "  90,\n"
	  "  91,\n"
	  "  92,\n"
	  "  93,\n"
	  "  94,\n"
	  "  95,\n"
	  "  96,\n"
	  "  97,\n"
	  "  98,\n"
	  "  99,\n"
	  "  ... 2 more items\n"
	  "}" },
		{ "console.log([Array(120)])",
		  "[ [ <120 empty items> ] ]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_collection, maps_and_sets_list_their_entries)
{
	static const struct console_case cases[] = {
		{ "console.log(new Map([['a', 1], [{ k: 1 }, [2]]]))",
		  "Map(2) { 'a' => 1, { k: 1 } => [ 2 ] }" },
		{ "console.log([new Map(), new Set()])",
		  "[ Map(0) {}, Set(0) {} ]" },
		{ "console.log(new Set([1, 'a', { b: 2 }, [1, 2, 3, 4, 5, 6, 7]]))",
		  "Set(4) {\n"
	  "  1,\n"
	  "  'a',\n"
	  "  { b: 2 },\n"
	  "  [\n"
	  "    1, 2, 3, 4,\n"
	  "    5, 6, 7\n"
	  "  ]\n"
	  "}" },
		{ "console.log(Object.assign(new Map([[1, 2]]), { extra: 'x' }))",
		  "Map(1) { 1 => 2, extra: 'x' }" },
		{ "console.log(new Map([[{ a: { b: { c: { d: 1 } } } }, new Map([[1, new Map([[2, new Map([[3, 4]])]])]])]]))",
		  "Map(1) {\n"
	  "  { a: { b: [Object] } } => Map(1) { 1 => Map(1) { 2 => [Map] } }\n"
	  "}" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_collection, iterators_show_what_is_left)
{
	static const struct console_case cases[] = {
		{ "console.log([new Map([[1, { a: 1 }]]).entries(), new Map([[1, 2]]).keys(), new Map([[1, 2]]).values(), new Set([5]).values(), new Set([5]).entries()])",
		  "[\n"
	  "  [Map Entries] { [ 1, { a: 1 } ] },\n"
	  "  [Map Iterator] { 1 },\n"
	  "  [Map Iterator] { 2 },\n"
	  "  [Set Iterator] { 5 },\n"
	  "  [Set Entries] { [ 5, 5 ] }\n"
	  "]" },
		{ "console.log((() => { const i = new Map([[1, 2], [3, 4]]).entries(); i.next(); return i; })())",
		  "[Map Entries] { [ 3, 4 ] }" },
		{ "console.log((() => { const i = new Set([1]).values(); i.next(); i.next(); return i; })())",
		  "[Set Iterator] {  }" },
		{ "console.log([[][Symbol.iterator](), ''[Symbol.iterator](), (function* () {})(), (async function* () {})()])",
		  "[\n"
	  "  Object [Array Iterator] {},\n"
	  "  Object [String Iterator] {},\n"
	  "  Object [Generator] {},\n"
	  "  Object [AsyncGenerator] {}\n"
	  "]" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_collection, promises_show_their_state)
{
	static const struct console_case cases[] = {
		{ "console.log([Promise.resolve(5), Promise.resolve(), new Promise(() => {}), (async () => 'x')(), Promise.resolve({ a: { b: { c: 1 } } })])",
		  "[\n"
	  "  Promise { 5 },\n"
	  "  Promise { undefined },\n"
	  "  Promise { <pending> },\n"
	  "  Promise { 'x' },\n"
	  "  Promise { { a: [Object] } }\n"
	  "]" },
		{ "console.log((() => { const p = Promise.reject(1); p.catch(() => {}); return p; })())",
		  "Promise { <rejected> 1 }" },
		{ "console.log(Object.assign(Promise.resolve(), { extra: 1 }))",
		  "Promise { undefined, extra: 1 }" },
		{ "console.log([new WeakMap(), new WeakSet()])",
		  "[ WeakMap { <items unknown> }, WeakSet { <items unknown> } ]" },
	};
	EXPECT_PRINTS("node", cases);
}
