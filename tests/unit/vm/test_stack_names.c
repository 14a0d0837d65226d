/* SPDX-License-Identifier: MIT */
/* The names that V8 gives what functions made, as stack traces show them. What is expected is what Node 20 writes. */
#include "../script.h"

Test(vm_stack_names, the_maker_counts_whatever_the_prototype_is)
{
	expect_output(
		"const at = (e) => e.stack.split('\\n')[1].trim().split(' ')[1]; function where() { return at(new Error('x')); } "
		"class Foo {} class Bar extends Foo {} const bare = Object.setPrototypeOf(new Foo(), null); "
		"log(where.call(bare)); log(where.call(Object.setPrototypeOf(new Bar(), null))); "
		"log(where.call(Object.create(Foo.prototype))); log(where.call((function* g() {})()));"
		"log(where.call({ [Symbol.toStringTag]: 'Tag' }));",
		"Foo.where\n"
		"Object.where\n"
		"Foo.where\n"
		"g.where\n"
		"Tag.where");
}
