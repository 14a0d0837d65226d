/* SPDX-License-Identifier: MIT */
#include "families.h"
#include "value/array_buffer.h"

Test(value_array_buffer, grows_with_zeros_and_keeps_bytes)
{
	struct evl_realm *realm = test_realm();
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, 4, 100000);
	cr_assert(buffer != NULL);
	struct evl_block *block = buffer->block;
	block->bytes[3] = 7;
	cr_assert(evl_block_resize(realm, block, 100000));
	cr_expect(block->bytes[3] == 7 && block->bytes[4] == 0 && block->bytes[99999] == 0);
	block->bytes[10] = 9;
	cr_assert(evl_block_resize(realm, block, 5));
	cr_assert(evl_block_resize(realm, block, 20));
	cr_expect(block->bytes[3] == 7 && block->bytes[10] == 0, "what was cut off is zero when it comes back");
	test_realm_release(realm);
}

Test(value_array_buffer, detaching_moves_the_bytes)
{
	struct evl_realm *realm = test_realm();
	struct evl_array_buffer *from = evl_array_buffer_new(realm, false, NULL, 8, -1);
	struct evl_array_buffer *to = evl_array_buffer_new(realm, false, NULL, 0, -1);
	from->block->bytes[0] = 1;
	evl_array_buffer_detach(from, to->block);
	cr_expect(from->block->detached && from->block->length == 0 && from->block->bytes == NULL);
	cr_expect(!to->block->detached && to->block->length == 8 && to->block->bytes[0] == 1);
	test_realm_release(realm);
}

Test(value_array_buffer, what_no_host_has)
{
	struct evl_realm *realm = test_realm();
	cr_expect(evl_array_buffer_new(realm, false, NULL, 9007199254740992.0, -1) == NULL);
	cr_expect_str_eq(test_message(realm), "RangeError: Invalid array buffer length");
	cr_expect(evl_array_buffer_new(realm, false, NULL, 1099511627776.0, -1) == NULL);
	cr_expect_str_eq(test_message(realm), "RangeError: Array buffer allocation failed");
	cr_expect(evl_array_buffer_new(realm, false, NULL, 8, 1099511627776.0) == NULL);
	cr_expect_str_eq(test_message(realm), "RangeError: Invalid array buffer max length");
	cr_expect(evl_array_buffer_new(realm, false, NULL, 4294967296.0, -1) == NULL && realm->halt == EVL_STATUS_MEMORY_LIMIT);
	test_realm_release(realm);
}
