/*
 * fuzz_source.c - any bytes as a snippet: predicted for both hosts, rendered in every format, classified.
 *
 * Beyond not crashing, two things must hold: a prediction ends (its limits are small here), and predicting again gives
 * the same bytes. Seeds: the files of fixtures/.
 */
#include <stdlib.h>
#include <string.h>

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

static struct digest predict(struct evloop *evloop, const char *text, size_t length, const char *host)
{
	struct digest digest = { 1469598103934665603U, 0 };
	struct evloop_options options = { .host = host, .max_steps = 20000, .max_memory = 16U << 20, .max_time_ms = 10000 };
	struct evloop_render_options render = { 0 };
	struct evloop_sink sink = { take, &digest };
	struct evloop_prediction *prediction = evloop_predict(evloop, text, length, &options);
	const char *format;
	for (size_t i = 0; prediction && (format = evloop_format_name(i)) != NULL; i++)
		evloop_render(prediction, format, &render, &sink, &sink);
	return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size); /* libFuzzer calls it */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const hosts[] = { "node", "browser", "auto" };
	const char *text = (const char *)data;
	struct evloop *evloop = evloop_new();
	if (!evloop || size > (1U << 16)) {
		evloop_free(evloop);
		return -1;
	}
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct digest first = predict(evloop, text, size, hosts[i]);
		struct digest second = predict(evloop, text, size, hosts[i]);
		if (first.hash != second.hash || first.length != second.length)
			abort();
	}
	struct digest digest = { 0, 0 };
	struct evloop_options options = { 0 };
	struct evloop_render_options render = { 0 };
	struct evloop_sink sink = { take, &digest };
	struct evloop_classification *classification = evloop_classify(evloop, text, size, &options);
	if (classification)
		evloop_render_classification(classification, "json", &render, &sink, &sink);
	evloop_free(evloop);
	return 0;
}
