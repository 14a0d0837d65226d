/*
 * fuzz_documents.c - any bytes as a document: the first byte says which kind, the rest is checked and written in every format.
 *
 * Beyond not crashing, checking again gives the same bytes. Seeds: the files of fixtures/check/.
 */
#include <stdlib.h>

#include <evloop/check.h>
#include <evloop/evloop.h>

struct digest {
	uint64_t hash;
	size_t length;
};

static bool take(void *context, const char *bytes, size_t length)
{
	struct digest *digest = context;
	for (size_t i = 0; i < length; i++)
		digest->hash = (digest->hash ^ (unsigned char)bytes[i]) * 1099511628211U;
	digest->length += length;
	return digest->length < (1U << 24);
}

static struct digest check(struct evloop_checker *checker, struct evloop_checked *checked, const char *name, const char *text, size_t length)
{
	struct digest digest = { 1469598103934665603U, 0 };
	struct evloop_check_options options = { .world.max_steps = 20000, .html_scripts = true, .missing = true, .explain = true };
	struct evloop_sink sink = { take, &digest };
	if (evloop_check(checker, checked, name, text, length, &options)) {
		evloop_checked_diff(checked, true, &sink);
		evloop_checked_updated(checked, true, &sink);
	}
	return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* libFuzzer calls it */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "a.md", "a.mdx", "a.html", "a.js" };
	struct evloop_checker *checker = evloop_checker_new();
	struct evloop_checked *checked = evloop_checked_new();
	if (checker != NULL && checked != NULL && size > 0 && size < (1U << 16)) {
		const char *name = names[data[0] % 4], *text = (const char *)data + 1;
		struct digest first = check(checker, checked, name, text, size - 1);
		struct digest second = check(checker, checked, name, text, size - 1);
		if (first.hash != second.hash || first.length != second.length)
			abort();
	}
	evloop_checked_free(checked);
	evloop_checker_free(checker);
	return 0;
}
