/* SPDX-License-Identifier: MIT */
/* The prototypes of iterators. What is expected is what Node 20 writes. */
#include "../script.h"

Test(builtins_iterator, iterators_return_themselves)
{
	expect_output(
		"const IP = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())), AP = Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf((async function* () {})())));\n"
		"log(IP[Symbol.iterator].call(5), AP[Symbol.asyncIterator].call('x'), IP[Symbol.iterator].name, AP[Symbol.asyncIterator].name);\n"
		"log(Reflect.ownKeys(IP).map(String), Reflect.ownKeys(AP).map(String), typeof Iterator);",
		"5 x [Symbol.iterator] [Symbol.asyncIterator]\n"
		"Symbol(Symbol.iterator) Symbol(Symbol.asyncIterator) undefined");
}
