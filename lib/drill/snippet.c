/* SPDX-License-Identifier: MIT */
/*
 * snippet.c - blocks and how they are put together.
 *
 * Function declarations come first, then the statements: so people write it. A block that needs more scenes than the
 * story has left writes nothing.
 */
#include "drill/snippet.h"

#include <string.h>

/* ----------------------------------------------------------------- stories */

struct scene {
	const char *call, *thing, *begins, *done;
};

static const struct scene scenes[] = {
#define EVL_STORY(id, title, first, last)
#define EVL_SCENE(call, thing, begins, done) { call, thing, begins, done },
#include "drill/stories.def"
#undef EVL_STORY
#undef EVL_SCENE
};

static const struct { const char *title, *first, *last; } stories[] = {
#define EVL_STORY(id, title, first, last) { title, first, last },
#define EVL_SCENE(call, thing, begins, done)
#include "drill/stories.def"
#undef EVL_STORY
#undef EVL_SCENE
};

enum { STORIES = sizeof stories / sizeof stories[0], SCENES = (int)(sizeof scenes / sizeof scenes[0]) / STORIES };
_Static_assert(sizeof scenes / sizeof scenes[0] == SCENES * STORIES, "all stories have the same number of scenes");

/* ------------------------------------------------------------------ topics */

enum { ANY, NODE, PAGE };

static const struct { const char *name, *summary; uint8_t level, host; } topics[] = {
	{ "any", "everything", 1, ANY },
#define EVL_TOPIC(id, name, level, host, summary) { name, summary, level, host },
#include "drill/topics.def"
#undef EVL_TOPIC
};

const char *evl_topic_name(enum evl_topic topic)
{
	return topics[topic].name;
}

const char *evl_topic_summary(enum evl_topic topic)
{
	return topics[topic].summary;
}

enum evl_topic evl_topic_find(const char *name)
{
	for (int i = 0; i < EVL_TOPIC_COUNT; i++)
		if (strcmp(topics[i].name, name) == 0)
			return (enum evl_topic)i;
	return EVL_TOPIC_COUNT;
}

uint32_t evl_topic_level(enum evl_topic topic)
{
	return topics[topic].level;
}

bool evl_topic_fits(enum evl_topic topic, enum evl_drill_host host)
{
	uint8_t wants = topics[topic].host;
	return wants == ANY || (wants == PAGE) == (host == EVL_DRILL_BROWSER);
}

/* ----------------------------------------------------------------- writing */

struct writer {
	struct evl_random *random;
	struct evl_buffer functions, main;
	const struct scene *scenes; /* of the story, */
	uint8_t left[SCENES];       /* those not told yet */
	uint32_t left_count;
	uint32_t level;
	enum evl_drill_host host;
};

static uint32_t pick(struct writer *w, uint32_t count)
{
	return evl_random_below(w->random, count);
}

static const struct scene *next_scene(struct writer *w)
{
	uint32_t at = pick(w, w->left_count);
	const struct scene *scene = &w->scenes[w->left[at]];
	w->left[at] = w->left[--w->left_count];
	return scene;
}

static bool has_scenes(const struct writer *w, uint32_t count)
{
	return w->left_count >= count;
}

/* A delay as people choose them; level 1 knows one timer only. */
static uint32_t delay(struct writer *w)
{
	static const uint16_t delays[] = { 0, 0, 0, 100, 100, 300, 500 };
	return w->level == 1 ? 0 : delays[pick(w, 7)];
}

/* A promise that is there already, as an expression. */
static const char *ready(struct writer *w)
{
	static const char *const ways[] = { "null", "Promise.resolve()", "undefined" };
	return ways[pick(w, 2)];
}

/* ------------------------------------------------------------------ blocks */

typedef bool block(struct writer *w);

static bool write_log(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	evl_buffer_printf(&w->main, "console.log('%s');\n", next_scene(w)->begins);
	return true;
}

static bool write_call(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->functions, "function %s() {\n  console.log('%s');\n  return '%s';\n}\n", s->call, s->begins, s->thing);
	evl_buffer_printf(&w->main, "const %s = %s();\n", s->thing, s->call);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "console.log(`${%s} at hand`);\n", s->thing);
	return true;
}

static bool write_timer(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	const struct scene *s = next_scene(w);
	if (pick(w, 3) == 0) {
		evl_buffer_printf(&w->functions, "function %s() {\n  console.log('%s');\n}\n", s->call, s->done);
		evl_buffer_printf(&w->main, "setTimeout(%s, %u);\n", s->call, delay(w));
	} else {
		evl_buffer_printf(&w->main, "setTimeout(() => console.log('%s'), %u);\n", s->done, delay(w));
	}
	return true;
}

static bool write_two_timers(struct writer *w)
{
	return has_scenes(w, 2) && write_timer(w) && write_timer(w);
}

static bool write_executor(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main, "const %s = new Promise((resolve) => {\n  console.log('%s');\n  resolve('%s');\n", s->thing, s->begins, s->thing);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "  console.log('%s');\n", next_scene(w)->begins);
	evl_buffer_printf(&w->main, "});\n%s.then(() => console.log('%s'));\n", s->thing, s->done);
	return true;
}

static bool write_then(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	const struct scene *s = next_scene(w);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "Promise.resolve().then(() => console.log('%s'));\n", s->done);
	else
		evl_buffer_printf(&w->main, "Promise.resolve('%s').then((%s) => console.log(`${%s} ready`));\n", s->thing, s->thing, s->thing);
	return true;
}

static bool write_chain(struct writer *w)
{
	uint32_t links = 2 + pick(w, w->level > 2 ? 2 : 1);
	if (!has_scenes(w, links))
		return false;
	evl_buffer_append_text(&w->main, "Promise.resolve()\n");
	for (uint32_t i = 0; i < links; i++)
		evl_buffer_printf(&w->main, "  .then(() => console.log('%s'))%s\n", next_scene(w)->done, i + 1 == links ? ";" : "");
	return true;
}

static bool write_async(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n  await %s;\n", s->call, s->begins, ready(w));
	if (w->level > 3 && pick(w, 3) == 0)
		evl_buffer_printf(&w->functions, "  console.log('%s, almost');\n  await %s;\n", s->thing, ready(w));
	evl_buffer_printf(&w->functions, "  console.log('%s');\n}\n", s->done);
	if (pick(w, 3) != 0)
		evl_buffer_printf(&w->main, "%s();\n", s->call);
	else
		evl_buffer_printf(&w->main, "%s().then(() => console.log('%s'));\n", s->call, next_scene(w)->done);
	return true;
}

static bool write_async_calls(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *outer = next_scene(w), *inner = next_scene(w);
	bool waits = pick(w, 2) == 0;
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n", inner->call, inner->begins);
	if (waits)
		evl_buffer_printf(&w->functions, "  await %s;\n  console.log('%s');\n", ready(w), inner->done);
	evl_buffer_printf(&w->functions, "}\nasync function %s() {\n  console.log('%s');\n  await %s();\n  console.log('%s');\n}\n", outer->call,
			  outer->begins, inner->call, outer->done);
	evl_buffer_printf(&w->main, "%s();\n", outer->call);
	return true;
}

static bool write_microtask(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	evl_buffer_printf(&w->main, "queueMicrotask(() => console.log('%s'));\n", next_scene(w)->done);
	return true;
}

/* One callback that asks for another. */
static bool write_nested(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main, "%s(() => {\n  console.log('%s');\n", pick(w, 2) == 0 ? "queueMicrotask" : "Promise.resolve().then", s->begins);
	switch (pick(w, w->host != EVL_DRILL_BROWSER && w->level > 3 ? 4 : 3)) {
	case 0:
		evl_buffer_printf(&w->main, "  queueMicrotask(() => console.log('%s'));\n", s->done);
		break;
	case 1:
		evl_buffer_printf(&w->main, "  Promise.resolve().then(() => console.log('%s'));\n", s->done);
		break;
	case 2:
		evl_buffer_printf(&w->main, "  setTimeout(() => console.log('%s'), 0);\n", s->done);
		break;
	default:
		evl_buffer_printf(&w->main, "  process.nextTick(() => console.log('%s'));\n", s->done);
		break;
	}
	evl_buffer_append_text(&w->main, "});\n");
	return true;
}

static bool write_timer_nested(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	uint32_t d = delay(w);
	evl_buffer_printf(&w->main, "setTimeout(() => {\n  console.log('%s');\n", s->begins);
	if (w->host != EVL_DRILL_BROWSER && w->level > 3 && pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "  process.nextTick(() => console.log('%s'));\n", s->done);
	else
		evl_buffer_printf(&w->main, "  Promise.resolve().then(() => console.log('%s'));\n", s->done);
	evl_buffer_printf(&w->main, "}, %u);\n", d);
	if (pick(w, 3) != 0)
		evl_buffer_printf(&w->main, "setTimeout(() => console.log('%s'), %u);\n", next_scene(w)->done, d);
	return true;
}

/* A timer that never fires. */
static bool write_cleared(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main, "const %s = setTimeout(() => console.log('%s'), %u);\n", s->thing, s->done, delay(w));
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "Promise.resolve().then(() => {\n  console.log('%s');\n  clearTimeout(%s);\n});\n", next_scene(w)->begins, s->thing);
	else
		evl_buffer_printf(&w->main, "console.log('%s');\nclearTimeout(%s);\n", next_scene(w)->begins, s->thing);
	return true;
}

/* A promise that is told twice how it ends. */
static bool write_settled_once(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	bool good = pick(w, 2) == 0;
	evl_buffer_printf(&w->main, "const %s = new Promise((resolve, reject) => {\n", s->thing);
	if (good)
		evl_buffer_printf(&w->main, "  resolve('%s');\n", s->thing);
	evl_buffer_printf(&w->main, "  reject(new Error('no %s'));\n", s->thing);
	if (!good)
		evl_buffer_printf(&w->main, "  resolve('%s');\n", s->thing);
	evl_buffer_printf(&w->main, "});\n%s\n  .then(() => console.log('%s'))\n  .catch(() => console.log('%s'));\n", s->thing, s->done, other->begins);
	return true;
}

static bool write_interval(struct writer *w)
{
	if (!has_scenes(w, 1))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main,
			  "let rounds = 0;\nconst %s = setInterval(() => {\n  rounds += 1;\n  console.log(`%s, round ${rounds}`);\n"
			  "  if (rounds === 2) clearInterval(%s);\n}, %u);\n", s->thing, s->begins, s->thing, 200u);
	return true;
}

static bool write_for_each(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *a = next_scene(w), *b = next_scene(w);
	evl_buffer_printf(&w->main, "['%s', '%s'].forEach(async (item) => {\n  console.log(`${item} in hand`);\n  await %s;\n  console.log(`${item} done`);\n});\n",
			  a->thing, b->thing, ready(w));
	return true;
}

static bool write_map(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *a = next_scene(w), *b = next_scene(w);
	evl_buffer_printf(&w->main,
			  "const checked = ['%s', '%s'].map((item) => {\n  console.log(`${item} looked at`);\n  return Promise.resolve(item);\n});\n"
			  "checked[1].then((item) => console.log(`${item} checked`));\n", a->thing, b->thing);
	return true;
}

static bool write_event(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main,
			  "const %s = new EventTarget();\n%s.addEventListener('change', () => {\n  console.log('%s');\n"
			  "  queueMicrotask(() => console.log('%s'));\n});\n%s.dispatchEvent(new Event('change'));\n", s->thing, s->thing, s->begins,
			  s->done, s->thing);
	return true;
}

static bool write_tick(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	if (pick(w, 3) == 0)
		evl_buffer_printf(&w->main, "process.nextTick(() => {\n  console.log('%s');\n  %s(() => console.log('%s'));\n});\n", s->begins,
				  pick(w, 2) == 0 ? "process.nextTick" : "queueMicrotask", s->done);
	else
		evl_buffer_printf(&w->main, "process.nextTick(() => console.log('%s'));\n", s->done);
	return true;
}

static bool write_immediate(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "setImmediate(() => console.log('%s'));\n", s->done);
	else
		evl_buffer_printf(&w->main, "setImmediate(() => {\n  console.log('%s');\n  Promise.resolve().then(() => console.log('%s'));\n});\n",
				  s->begins, s->done);
	return true;
}

static bool write_immediate_in_timer(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main,
			  "setTimeout(() => {\n  console.log('%s');\n  setTimeout(() => console.log('%s'), 0);\n"
			  "  setImmediate(() => console.log('%s'));\n}, 0);\n", s->begins, s->done, next_scene(w)->done);
	return true;
}

static bool write_two_ticks(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 2))
		return false;
	for (int i = 0; i < 2; i++)
		evl_buffer_printf(&w->main, "process.nextTick(() => console.log('%s'));\n", next_scene(w)->done);
	return true;
}

static bool write_two_immediates(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 3))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main, "setImmediate(() => {\n  console.log('%s');\n", s->begins);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "  setImmediate(() => console.log('%s'));\n", s->done);
	evl_buffer_printf(&w->main, "});\nsetImmediate(() => console.log('%s'));\n", next_scene(w)->done);
	return true;
}

static bool write_two_frames(struct writer *w)
{
	if (w->host != EVL_DRILL_BROWSER || !has_scenes(w, 3))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main, "requestAnimationFrame(() => {\n  console.log('%s');\n", s->begins);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "  Promise.resolve().then(() => console.log('%s'));\n", s->done);
	evl_buffer_printf(&w->main, "});\nrequestAnimationFrame(() => console.log('%s'));\n", next_scene(w)->done);
	return true;
}

/* A message to oneself: a task that is no timer. */
static bool write_message(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	if (w->host == EVL_DRILL_BROWSER && pick(w, 2) == 0) {
		evl_buffer_printf(&w->main, "window.addEventListener('message', (event) => {\n  console.log(`${event.data} received`);\n");
		if (pick(w, 2) == 0)
			evl_buffer_printf(&w->main, "  queueMicrotask(() => console.log('%s'));\n", s->done);
		evl_buffer_printf(&w->main, "});\nwindow.postMessage('%s');\n", s->thing);
		return true;
	}
	evl_buffer_printf(&w->main, "const { port1, port2 } = new MessageChannel();\nport1.onmessage = (event) => {\n  console.log(`${event.data} received`);\n");
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "  Promise.resolve().then(() => console.log('%s'));\n", s->done);
	evl_buffer_printf(&w->main, "  port1.close();\n};\nport2.postMessage('%s');\n", s->thing);
	return strstr(w->main.bytes, "port2") == strstr(w->main.bytes, "port2 }"); /* one channel is enough */
}

static bool write_frame(struct writer *w)
{
	if (w->host != EVL_DRILL_BROWSER || !has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "requestAnimationFrame(() => console.log('%s'));\n", s->done);
	else
		evl_buffer_printf(&w->main, "requestAnimationFrame(() => {\n  console.log('%s');\n  %s(() => console.log('%s'));\n});\n", s->begins,
				  pick(w, 2) == 0 ? "queueMicrotask" : "requestAnimationFrame", s->done);
	return true;
}

static bool write_reject(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->main,
			  "Promise.reject(new Error('%s missing'))\n  .then(() => console.log('%s'))\n  .catch((error) => console.log(error.message))\n"
			  "  .%s(() => console.log('%s'));\n", s->thing, s->done, pick(w, 2) == 0 ? "then" : "finally", next_scene(w)->done);
	return true;
}

static bool write_try(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n  throw new Error('no %s');\n}\n", s->call, s->begins, s->thing);
	evl_buffer_printf(&w->functions,
			  "async function %s() {\n  try {\n    await %s();\n    console.log('%s');\n  } catch (error) {\n    console.log(error.message);\n"
			  "  } finally {\n    console.log('%s');\n  }\n}\n", other->call, s->call, s->done, other->done);
	evl_buffer_printf(&w->main, "%s();\n", other->call);
	return true;
}

static bool write_pass_through(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	if (pick(w, 2) == 0)
		evl_buffer_printf(&w->main, "Promise.resolve('%s')\n  .catch(() => console.log('%s'))\n  .then((%s) => console.log(`${%s} arrived`));\n",
				  s->thing, other->done, s->thing, s->thing);
	else
		evl_buffer_printf(&w->main, "Promise.resolve()\n  .finally(() => console.log('%s'))\n  .then(() => console.log('%s'));\n", s->done, other->done);
	return true;
}

static bool write_unhandled(struct writer *w)
{
	if (w->host == EVL_DRILL_BROWSER || !has_scenes(w, 1) || strstr(w->main.bytes, "unhandledRejection") != NULL)
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_append_text(&w->functions, "process.on('unhandledRejection', (reason) => console.log('nobody caught:', reason.message));\n");
	evl_buffer_printf(&w->main, "Promise.reject(new Error('%s lost'));\n", s->thing);
	return true;
}

static bool write_return_promise(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	if (pick(w, 2) == 0) {
		evl_buffer_printf(&w->main, "Promise.resolve()\n  .then(() => {\n    console.log('%s');\n    return Promise.resolve('%s');\n  })\n", s->begins, s->thing);
		evl_buffer_printf(&w->main, "  .then((%s) => console.log(`${%s} returned`));\n", s->thing, s->thing);
		return true;
	}
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n  return Promise.resolve('%s');\n}\n", other->call, other->begins, other->thing);
	evl_buffer_printf(&w->main, "%s().then((%s) => console.log(`${%s} returned`));\n", other->call, other->thing, other->thing);
	return true;
}

static bool write_thenable(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w);
	evl_buffer_printf(&w->functions, "const %s = {\n  then(resolve) {\n    console.log('%s');\n    resolve('%s');\n  },\n};\n", s->thing, s->begins, s->thing);
	if (pick(w, 2) == 0) {
		evl_buffer_printf(&w->main, "Promise.resolve(%s).then(() => console.log('%s'));\n", s->thing, s->done);
	} else {
		evl_buffer_printf(&w->functions, "async function %s() {\n  await %s;\n  console.log('%s');\n}\n", s->call, s->thing, s->done);
		evl_buffer_printf(&w->main, "%s();\n", s->call);
	}
	return true;
}

static bool write_combinator(struct writer *w)
{
	static const char *const names[] = { "all", "allSettled", "race", "any" };
	if (!has_scenes(w, 3))
		return false;
	const struct scene *a = next_scene(w), *b = next_scene(w);
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n  await %s;\n  return '%s';\n}\n", a->call, a->begins, ready(w), a->thing);
	evl_buffer_printf(&w->functions, "async function %s() {\n  console.log('%s');\n  return '%s';\n}\n", b->call, b->begins, b->thing);
	evl_buffer_printf(&w->main, "Promise.%s([%s(), %s()]).then(() => console.log('%s'));\n", names[pick(w, 4)], a->call, b->call, next_scene(w)->done);
	return true;
}

static bool write_generator(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	evl_buffer_printf(&w->functions, "async function* %s() {\n  console.log('%s');\n  yield 'first %s';\n  yield 'second %s';\n}\n", s->call, s->begins, s->thing, s->thing);
	evl_buffer_printf(&w->functions, "async function %s() {\n  for await (const %s of %s()) console.log(%s);\n  console.log('%s');\n}\n", other->call,
			  s->thing, s->call, s->thing, other->done);
	evl_buffer_printf(&w->main, "%s();\n", other->call);
	return true;
}

/* A generator that does nothing until it is asked. */
static bool write_lazy_generator(struct writer *w)
{
	if (!has_scenes(w, 2))
		return false;
	const struct scene *s = next_scene(w), *other = next_scene(w);
	evl_buffer_printf(&w->functions, "async function* %s() {\n  console.log('%s');\n  yield '%s';\n  console.log('%s');\n}\n", s->call, s->begins, s->thing,
			  s->done);
	evl_buffer_printf(&w->main, "const %s = %s();\nconsole.log('%s');\n%s.next().then(({ value }) => console.log(`${value} out`));\n", s->thing, s->call,
			  other->begins, s->thing);
	if (pick(w, 3) == 0)
		evl_buffer_printf(&w->main, "%s.next().then(({ done }) => console.log(`done: ${done}`));\n", s->thing);
	return true;
}

/* ------------------------------------------------------------ what to take */

static const struct kind {
	block *write;
	uint8_t level; /* from which on it is used */
	uint8_t topic; /* enum evl_topic */
} kinds[] = {
	{ write_log, 1, EVL_TOPIC_SYNC },
	{ write_call, 1, EVL_TOPIC_SYNC },
	{ write_timer, 1, EVL_TOPIC_TIMERS },
	{ write_executor, 1, EVL_TOPIC_CHAINS },
	{ write_then, 1, EVL_TOPIC_CHAINS },
	{ write_two_timers, 2, EVL_TOPIC_TIMERS },
	{ write_chain, 2, EVL_TOPIC_CHAINS },
	{ write_async, 2, EVL_TOPIC_AWAIT },
	{ write_cleared, 2, EVL_TOPIC_TIMERS },
	{ write_microtask, 2, EVL_TOPIC_MICROTASKS },
	{ write_nested, 3, EVL_TOPIC_MICROTASKS },
	{ write_timer_nested, 3, EVL_TOPIC_TIMERS },
	{ write_settled_once, 3, EVL_TOPIC_CHAINS },
	{ write_interval, 3, EVL_TOPIC_TIMERS },
	{ write_async_calls, 3, EVL_TOPIC_AWAIT },
	{ write_for_each, 3, EVL_TOPIC_CALLBACKS },
	{ write_event, 3, EVL_TOPIC_CALLBACKS },
	{ write_map, 3, EVL_TOPIC_CALLBACKS },
	{ write_tick, 4, EVL_TOPIC_NEXTTICK },
	{ write_immediate, 4, EVL_TOPIC_IMMEDIATE },
	{ write_immediate_in_timer, 4, EVL_TOPIC_IMMEDIATE },
	{ write_two_ticks, 4, EVL_TOPIC_NEXTTICK },
	{ write_two_immediates, 4, EVL_TOPIC_IMMEDIATE },
	{ write_message, 4, EVL_TOPIC_MESSAGES },
	{ write_frame, 4, EVL_TOPIC_FRAMES },
	{ write_two_frames, 4, EVL_TOPIC_FRAMES },
	{ write_reject, 4, EVL_TOPIC_ERRORS },
	{ write_try, 4, EVL_TOPIC_ERRORS },
	{ write_pass_through, 4, EVL_TOPIC_ERRORS },
	{ write_unhandled, 5, EVL_TOPIC_UNHANDLED },
	{ write_return_promise, 5, EVL_TOPIC_RETURN_PROMISE },
	{ write_thenable, 5, EVL_TOPIC_THENABLES },
	{ write_combinator, 5, EVL_TOPIC_COMBINATORS },
	{ write_generator, 5, EVL_TOPIC_GENERATORS },
	{ write_lazy_generator, 5, EVL_TOPIC_GENERATORS },
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* A block of the topic, or any that the level has; newer ones are likelier. */
static const struct kind *choose(struct writer *w, enum evl_topic topic)
{
	const struct kind *list[3 * KINDS];
	uint32_t count = 0;
	for (uint32_t i = 0; i < KINDS; i++) {
		if (kinds[i].level > w->level || (topic != EVL_TOPIC_ANY && kinds[i].topic != topic))
			continue;
		list[count++] = &kinds[i];
		if (topic == EVL_TOPIC_ANY && kinds[i].level + 1u >= w->level)
			list[count++] = &kinds[i];
	}
	return list[pick(w, count)];
}

static void shuffle(struct writer *w, const struct kind **list, uint32_t count)
{
	for (uint32_t i = count; i > 1; i--) {
		uint32_t k = pick(w, i);
		const struct kind *kept = list[i - 1];
		list[i - 1] = list[k];
		list[k] = kept;
	}
}

void evl_snippet_write(struct evl_random *random, uint32_t level, enum evl_topic topic, enum evl_drill_host host, struct evl_buffer *text,
		       const char **title)
{
	static const uint8_t block_counts[EVL_DRILL_LEVELS] = { 2, 3, 3, 3, 3, 4 };
	struct writer w = { .random = random, .level = level, .host = host, .left_count = SCENES };
	const struct kind *blocks[8];
	uint32_t story = pick(&w, STORIES), count = block_counts[level - 1] + pick(&w, 2);
	evl_buffer_init(&w.functions);
	evl_buffer_init(&w.main);
	w.scenes = scenes + story * SCENES;
	for (uint32_t i = 0; i < SCENES; i++)
		w.left[i] = (uint8_t)i;
	/* now and then the topic alone against synchronous code, which shows what is otherwise between others */
	bool alone = topic != EVL_TOPIC_ANY && pick(&w, 6) == 0;
	for (uint32_t i = 0; i < count; i++)
		blocks[i] = choose(&w, i == 0 ? topic : alone ? EVL_TOPIC_SYNC : EVL_TOPIC_ANY);
	shuffle(&w, blocks, count);
	evl_buffer_append_text(&w.functions, "");
	if (pick(&w, 4) != 0)
		evl_buffer_printf(&w.main, "console.log('%s');\n", stories[story].first);
	else
		evl_buffer_append_text(&w.main, "");
	for (uint32_t i = 0; i < count; i++)
		(void)blocks[i]->write(&w);
	if (pick(&w, 4) != 0)
		evl_buffer_printf(&w.main, "console.log('%s');\n", stories[story].last);
	evl_buffer_append(text, w.functions.bytes != NULL ? w.functions.bytes : "", w.functions.length);
	if (w.functions.length != 0)
		evl_buffer_append_text(text, "\n");
	evl_buffer_append(text, w.main.bytes, w.main.length);
	*title = stories[story].title;
	text->failed = text->failed || w.functions.failed || w.main.failed;
	evl_buffer_release(&w.functions);
	evl_buffer_release(&w.main);
}
