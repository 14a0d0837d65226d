/* SPDX-License-Identifier: MIT */
/*
 * bug.c - "which line is wrong?": snippets with one mistake that people make with promises.
 *
 * What a snippet prints is proven like that of any other question; the reader sees that the last line is not what its
 * author wanted.
 */
#include <stdio.h>
#include <string.h>

#include "drill/drill.h"

struct actor {
	const char *call, *thing, *begins, *done, *other;
};

static const struct actor actors[] = {
	{ "saveOrder", "order", "saving the order", "order saved", "invoice" }, { "chargeCard", "payment", "charging the card", "card charged", "receipt" },
	{ "loadUser", "user", "loading the user", "user loaded", "avatar" },	{ "uploadPhoto", "photo", "uploading", "photo stored", "thumbnail" },
	{ "sendMail", "mail", "writing the mail", "mail sent", "copy" },	{ "bookSeat", "seat", "booking a seat", "seat booked", "ticket" },
	{ "writeReport", "report", "writing the report", "report written", "summary" }, { "closeAccount", "account", "closing the account", "account closed", "letter" },
};

enum { ANY, NODE, PAGE };

/* One mistake. In all texts: $c call, $t thing, $b what is printed when it begins, $d when it is done, $o another thing. */
struct bug {
	enum evl_rule rule;
	uint8_t host;
	const char *code;
	const char *wrong;  /* stands in the wrong line only */
	struct {
		const char *part, *note; /* a line that one might blame, and why it is good */
	} others[3];
	const char *goal;   /* what the author wants: "'all done' to be printed last" */
	const char *why;    /* why it is not so */
	const char *hint;
};

/* clang-format off */
static const struct bug bugs[] = {
	{ .rule = EVL_RULE_MISSING_AWAIT, .host = ANY,
	  .code = "async function $c() {\n  console.log('$b');\n  await null;\n  console.log('$d');\n}\n\nasync function main() {\n"
		  "  console.log('start');\n  $c();\n  console.log('all done');\n}\n\nmain();\n",
	  .wrong = "  $c();",
	  .others = { { "  await null;", "it only gives way once; who calls $c() should wait for all of it" },
		      { "main();", "the call itself is right, and nothing comes after it" },
		      { "  console.log('start');", "it is printed first, as it should be" } },
	  .goal = "'all done' to be printed last",
	  .why = "$c() is called without await: main goes on at the first await inside of it",
	  .hint = "which promise does nobody wait for?" },
	{ .rule = EVL_RULE_FOREACH_NO_WAIT, .host = ANY,
	  .code = "async function $c(name) {\n  await null;\n  console.log(`${name}: $d`);\n}\n\nasync function main() {\n"
		  "  ['$t', '$o'].forEach(async (name) => {\n    await $c(name);\n  });\n  console.log('all done');\n}\n\nmain();\n",
	  .wrong = "].forEach(",
	  .others = { { "    await $c(name);", "the callback does wait here, but nobody waits for the callback" },
		      { "  await null;", "it only gives way once, inside of $c" },
		      { "main();", "the call itself is right, and nothing comes after it" } },
	  .goal = "'all done' to be printed last",
	  .why = "forEach ignores the promises of its async callbacks; a for...of loop with await, or Promise.all over map, waits for them",
	  .hint = "who gets the promise that the callback returns?" },
	{ .rule = EVL_RULE_FLOATING_REJECTION, .host = NODE,
	  .code = "async function $c() {\n  console.log('$b');\n  throw new Error('no $t');\n}\n\n"
		  "process.on('unhandledRejection', (reason) => {\n  console.log('nobody caught:', reason.message);\n});\n\n"
		  "async function main() {\n  try {\n    $c();\n    console.log('$d');\n  } catch (error) {\n"
		  "    console.log('caught:', error.message);\n  }\n}\n\nmain();\n",
	  .wrong = "    $c();",
	  .others = { { "  throw new Error('no $t');", "an error may be thrown there; the question is who gets it" },
		      { "  } catch (error) {", "it would handle the error, if it got it" },
		      { "main();", "main never rejects here" } },
	  .goal = "the error to reach the catch block",
	  .why = "without await the rejection of $c() is not thrown in the try block: nobody handles that promise",
	  .hint = "which promise does nobody wait for?" },
	{ .rule = EVL_RULE_ASYNC_THROW, .host = ANY,
	  .code = "async function $c() {\n  await null;\n  throw new Error('no $t');\n}\n\nasync function main() {\n  try {\n"
		  "    return $c();\n  } catch (error) {\n    console.log('caught:', error.message);\n  }\n}\n\nconsole.log('start');\n"
		  "main().catch((error) => console.log('escaped:', error.message));\nconsole.log('waiting');\n",
	  .wrong = "    return $c();",
	  .others = { { "  await null;", "it only makes the error come later, as real work would" },
		      { "  } catch (error) {", "it would handle the error, if it got it" },
		      { "console.log('waiting');", "it is printed while main waits, as it should be" } },
	  .goal = "main to handle the error itself",
	  .why = "return without await hands the promise on: its rejection comes after the try block was left",
	  .hint = "when is the try block left?" },
	{ .rule = EVL_RULE_THEN_IS_ASYNC, .host = ANY,
	  .code = "function $c() {\n  return new Promise((resolve) => {\n    console.log('$b');\n    setTimeout(() => resolve('$t'), 100);\n"
		  "  });\n}\n\nfunction main() {\n  let $t = 'nothing';\n  $c().then((value) => {\n    $t = value;\n  });\n"
		  "  console.log(`we have ${$t}`);\n  setTimeout(() => console.log(`later: ${$t}`), 300);\n}\n\nmain();\n",
	  .wrong = "  console.log(`we have ${$t}`);",
	  .others = { { "    setTimeout(() => resolve('$t'), 100);", "it takes its time, as real work would" },
		      { "    $t = value;", "it sets the variable as soon as there is a value" },
		      { "  return new Promise((resolve) => {", "the promise is made and returned as it should be" } },
	  .goal = "'we have $t' to be printed first of the two",
	  .why = "the line reads the variable before the then callback has set it: it belongs into the callback",
	  .hint = "which line is too early?" },
	{ .rule = EVL_RULE_MISSING_RETURN, .host = ANY,
	  .code = "function $c() {\n  return new Promise((resolve) => {\n    setTimeout(() => {\n      console.log('$d');\n"
		  "      resolve('$t');\n    }, 100);\n  });\n}\n\nPromise.resolve()\n  .then(() => {\n    console.log('$b');\n    $c();\n"
		  "  })\n  .then(() => console.log('all done'));\n",
	  .wrong = "    $c();",
	  .others = { { "  .then(() => console.log('all done'));", "it runs when the link before it is done, as it should" },
		      { "    resolve('$t');", "the promise is fulfilled when the work is done" },
		      { "  return new Promise((resolve) => {", "$c itself does return its promise" } },
	  .goal = "'all done' to be printed last",
	  .why = "the callback returns nothing, so the chain does not know of the promise that $c() made: return $c()",
	  .hint = "what does the first callback return?" },
	{ .rule = EVL_RULE_THEN_IS_ASYNC, .host = ANY,
	  .code = "function $c() {\n  console.log('$d');\n}\n\nconsole.log('start');\nPromise.resolve().then($c());\nconsole.log('waiting');\n",
	  .wrong = "Promise.resolve().then($c());",
	  .others = { { "  console.log('$d');", "it prints whenever it is called" },
		      { "console.log('start');", "it is printed first, as it should be" },
		      { "console.log('waiting');", "it is an ordinary statement and runs in its turn" } },
	  .goal = "'$d' to be printed last",
	  .why = "$c() is called here and now, and then is given what it returns, which is nothing: give it $c itself",
	  .hint = "when is the function called, and by whom?" },
	{ .rule = EVL_RULE_TIMER_IS_TASK, .host = PAGE,
	  .code = "function $c() {\n  console.log('$d');\n}\n\nconsole.log('start');\nsetTimeout($c(), 100);\nconsole.log('waiting');\n",
	  .wrong = "setTimeout($c(), 100);",
	  .others = { { "  console.log('$d');", "it prints whenever it is called" },
		      { "console.log('start');", "it is printed first, as it should be" },
		      { "console.log('waiting');", "it is an ordinary statement and runs in its turn" } },
	  .goal = "'$d' to be printed last",
	  .why = "$c() is called here and now, and setTimeout is given what it returns, which is nothing: give it $c itself",
	  .hint = "when is the function called, and by whom?" },
	{ .rule = EVL_RULE_AWAIT_CALL_TICKS, .host = ANY,
	  .code = "async function $c(name) {\n  console.log(`${name}: $b`);\n  await null;\n  console.log(`${name}: $d`);\n}\n\n"
		  "async function main() {\n  for (const name of ['$t', '$o']) {\n    await $c(name);\n  }\n  console.log('all done');\n}\n\n"
		  "main();\n",
	  .wrong = "    await $c(name);",
	  .others = { { "  await null;", "it stands for the work that both could do at the same time" },
		      { "  for (const name of ['$t', '$o']) {", "a loop may start both at once, if it does not wait in between" },
		      { "  console.log('all done');", "it is printed last, as it should be" } },
	  .goal = "both to begin before either is ready",
	  .why = "await in the loop makes each round wait for the one before: start both first, then await Promise.all",
	  .hint = "what makes the second one wait?" },
	{ .rule = EVL_RULE_MISSING_AWAIT, .host = ANY,
	  .code = "async function $c(name) {\n  await null;\n  console.log(`${name}: $d`);\n  return name;\n}\n\nasync function main() {\n"
		  "  console.log('start');\n  const results = await ['$t', '$o'].map((name) => $c(name));\n"
		  "  console.log(`got ${results.join(' and ')}`);\n}\n\nmain();\n",
	  .wrong = "  const results = await ['$t', '$o'].map(",
	  .others = { { "  await null;", "it only gives way once, inside of $c" },
		      { "  return name;", "it is what the promise of $c is fulfilled with" },
		      { "main();", "the call itself is right, and nothing comes after it" } },
	  .goal = "the last line to name both results",
	  .why = "map gives an array of promises, and await on an array waits for none of them: await Promise.all(...)",
	  .hint = "what is it that is awaited there?" },
	{ .rule = EVL_RULE_MISSING_AWAIT, .host = ANY,
	  .code = "class Store {\n  constructor() {\n    this.name = 'nothing';\n    this.load();\n  }\n\n  async load() {\n    await null;\n"
		  "    this.name = '$t';\n    console.log('$d');\n  }\n}\n\nconst store = new Store();\n"
		  "console.log(`we have ${store.name}`);\nsetTimeout(() => console.log(`later: ${store.name}`), 100);\n",
	  .wrong = "    this.load();",
	  .others = { { "    await null;", "it stands for the work that load has to do" },
		      { "    this.name = '$t';", "it sets the name when the work is done" },
		      { "    this.name = 'nothing';", "it is a fair value until there is a better one" } },
	  .goal = "'we have $t' to be printed first of the two",
	  .why = "a constructor cannot wait: whoever makes the object has it before load() is done; an async function that makes and loads it can be awaited",
	  .hint = "who waits for load()?" },
	{ .rule = EVL_RULE_NEVER_SETTLED, .host = ANY,
	  .code = "function $c(ok) {\n  return new Promise((resolve, reject) => {\n    console.log('$b');\n    if (ok) resolve('$t');\n"
		  "    else new Error('no $t');\n  });\n}\n\nconsole.log('start');\n$c(false)\n  .then(() => console.log('$d'))\n"
		  "  .catch((error) => console.log(error.message));\nconsole.log('waiting');\n",
	  .wrong = "    else new Error('no $t');",
	  .others = { { "    if (ok) resolve('$t');", "it is right to resolve only when all is well" },
		      { "  .catch((error) => console.log(error.message));", "it would print the message, if there were a rejection" },
		      { "$c(false)", "what is asked for may fail; somebody has to say so" } },
	  .goal = "'no $t' to be printed in the end",
	  .why = "the error is made, but reject is never called: the promise stays pending, and neither callback ever runs",
	  .hint = "what becomes of the promise?" },
	{ .rule = EVL_RULE_TIMER_IS_TASK, .host = ANY,
	  .code = "console.log('start');\nfor (var round = 1; round <= 2; round++) {\n  const delay = round * 100;\n"
		  "  setTimeout(() => console.log(`after ${delay} ms: $t ${round}`), delay);\n}\nconsole.log('waiting');\n",
	  .wrong = "for (var round = 1;",
	  .others = { { "  const delay = round * 100;", "const makes a new delay for each round" },
		      { "console.log('waiting');", "it is printed while the timers wait, as it should be" },
		      { "  setTimeout(() => console.log(`after ${delay} ms: $t ${round}`), delay);", "a closure may read the variable later, if it is its own" } },
	  .goal = "each timer to print its own round",
	  .why = "var makes one variable for the whole loop, which is 3 when the first timer fires; let makes one for each round",
	  .hint = "how many variables are there?" },
	{ .rule = EVL_RULE_FLOATING_REJECTION, .host = NODE,
	  .code = "process.on('unhandledRejection', (reason) => {\n  console.log('nobody caught:', reason.message);\n});\n\n"
		  "console.log('start');\nconst $t = new Promise(async (resolve) => {\n  await null;\n  throw new Error('no $t');\n});\n"
		  "$t.catch((error) => console.log('caught:', error.message));\nconsole.log('waiting');\n",
	  .wrong = "const $t = new Promise(async (resolve) => {",
	  .others = { { "  await null;", "it only makes the error come later, as real work would" },
		      { "$t.catch(", "it would handle the error, if $t were rejected" },
		      { "  throw new Error('no $t');", "an error may be thrown there; the question is which promise it rejects" } },
	  .goal = "'caught: no $t' to be printed",
	  .why = "the async executor has a promise of its own, and the throw rejects that one: the outer promise stays pending",
	  .hint = "which promise does the error reject?" },
	{ .rule = EVL_RULE_AWAIT_YIELDS, .host = ANY,
	  .code = "let stock = 0;\n\nasync function add(name, count) {\n  const before = stock;\n  await null;\n  stock = before + count;\n"
		  "  console.log(`${name}: now ${stock}`);\n}\n\nasync function main() {\n  await Promise.all([add('$t', 2), add('$o', 3)]);\n"
		  "  console.log(`in all: ${stock}`);\n}\n\nmain();\n",
	  .wrong = "  const before = stock;",
	  .others = { { "  await null;", "something may well be awaited between the start and the end of add" },
		      { "  stock = before + count;", "it writes what it was told to write" },
		      { "  await Promise.all([add('$t', 2), add('$o', 3)]);", "both may run at the same time, if each reads and writes in one go" } },
	  .goal = "the last line to say 5",
	  .why = "both calls read the old number before either has written: read it after the await, together with the writing",
	  .hint = "what can happen during the await?" },
	{ .rule = EVL_RULE_LISTENER_SYNC, .host = ANY,
	  .code = "const source = new EventTarget();\n\nfunction $c() {\n  console.log('$b');\n  source.dispatchEvent(new Event('ready'));\n"
		  "}\n\n$c();\nsource.addEventListener('ready', () => console.log('$d'));\nconsole.log('listening');\n"
		  "setTimeout(() => console.log('still waiting'), 100);\n",
	  .wrong = "source.addEventListener('ready',",
	  .others = { { "  source.dispatchEvent(new Event('ready'));", "it tells those who listen by then" },
		      { "const source = new EventTarget();", "any object of this kind can dispatch and listen" },
		      { "console.log('listening');", "it says what is so, only too late" } },
	  .goal = "'$d' to be printed",
	  .why = "the event was dispatched before anybody listened, and events are not kept for later: listen first",
	  .hint = "who listens when the event is dispatched?" },
	{ .rule = EVL_RULE_REJECTION_TO_CATCH, .host = ANY,
	  .code = "async function $c() {\n  console.log('$b');\n  throw new Error('no $t');\n}\n\n$c()\n"
		  "  .catch((error) => console.log(error.message))\n  .then(() => console.log('$d'));\nconsole.log('waiting');\n",
	  .wrong = "  .catch((error) => console.log(error.message))",
	  .others = { { "  throw new Error('no $t');", "an error may be thrown there" },
		      { "  .then(() => console.log('$d'));", "it runs when the link before it is fulfilled, as it should" },
		      { "console.log('waiting');", "it is printed while the promise is on its way, as it should be" } },
	  .goal = "'$d' not to be printed after an error",
	  .why = "after a catch the chain goes on as fulfilled, so the next then runs all the same: the catch belongs to the end",
	  .hint = "how does the chain go on after each link?" },
	{ .rule = EVL_RULE_MISSING_AWAIT, .host = ANY,
	  .code = "async function isOpen() {\n  await null;\n  console.log('asked at the door');\n  return false;\n}\n\n"
		  "async function main() {\n  console.log('start');\n  if (isOpen()) {\n    console.log('$b');\n  } else {\n"
		  "    console.log('closed');\n  }\n}\n\nmain();\n",
	  .wrong = "  if (isOpen()) {",
	  .others = { { "  await null;", "it only gives way once, inside of isOpen" },
		      { "  return false;", "it is what the promise is fulfilled with" },
		      { "    console.log('closed');", "it is the branch that should have been taken" } },
	  .goal = "'closed' to be printed",
	  .why = "isOpen() gives a promise, and every object counts as true: if (await isOpen())",
	  .hint = "what is it that is tested there?" },
	{ .rule = EVL_RULE_SETTLES_ONCE, .host = ANY,
	  .code = "function $c(ready) {\n  return new Promise((resolve, reject) => {\n    console.log('$b');\n"
		  "    if (ready) reject(new Error('no $t'));\n    resolve('$t');\n  });\n}\n\n$c(true)\n  .then(() => console.log('$d'))\n"
		  "  .catch((error) => console.log(error.message));\nconsole.log('waiting');\n",
	  .wrong = "    if (ready) reject(",
	  .others = { { "    resolve('$t');", "it resolves when nothing went wrong before" },
		      { "  .catch((error) => console.log(error.message));", "it handles the rejection that it gets" },
		      { "$c(true)", "it is right to say that all is ready" } },
	  .goal = "'$d' to be printed in the end",
	  .why = "the test is the wrong way round: it rejects when all is ready, and the resolve after it changes nothing any more",
	  .hint = "which call decides how the promise ends?" },
};
/* clang-format on */
enum { BUGS = sizeof bugs / sizeof bugs[0], ACTORS = sizeof actors / sizeof actors[0] };

static void expand(const char *pattern, const struct actor *a, struct evl_buffer *out)
{
	for (const char *c = pattern; *c != '\0'; c++) {
		const char *text = NULL;
		if (*c == '$')
			text = c[1] == 'c' ? a->call : c[1] == 't' ? a->thing : c[1] == 'b' ? a->begins : c[1] == 'd' ? a->done : c[1] == 'o' ? a->other : NULL;
		if (text == NULL) {
			evl_buffer_append_byte(out, *c);
			continue;
		}
		evl_buffer_append_text(out, text);
		c++;
	}
}

static const char *expanded(struct evloop_drill *drill, const char *pattern, const struct actor *a)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	expand(pattern, a, &text);
	const char *copy = evl_arena_copy(&drill->arena, text.bytes != NULL ? text.bytes : "", text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* "line 9:   saveOrder();" for the line of the code that holds `part`. */
static const char *numbered(struct evloop_drill *drill, const char *part)
{
	const char *code = drill->text.bytes, *found = strstr(code, part), *end;
	unsigned line = 1;
	if (found == NULL)
		return part;
	for (const char *c = code; c < found; c++)
		line += *c == '\n';
	while (found > code && found[-1] != '\n')
		found--;
	while (*found == ' ')
		found++;
	end = strchr(found, '\n');
	return evl_drill_text(drill, "line %u: %.*s", line, (int)(end != NULL ? end - found : (ptrdiff_t)strlen(found)), found);
}

bool evl_bug_fill(struct evloop_drill *drill, enum evl_drill_host host, struct evl_random *random)
{
	const struct bug *bug = &bugs[evl_random_below(random, BUGS)];
	const struct actor *actor = &actors[evl_random_below(random, ACTORS)];
	struct evloop_drill_question *q = &drill->question;
	if (bug->host != ANY && (bug->host == PAGE) != (host == EVL_DRILL_BROWSER))
		return false;
	evl_buffer_reset(&drill->text);
	expand(bug->code, actor, &drill->text);
	if (!evl_prove(&drill->run, drill->text.bytes, drill->text.length, host, EVL_PROOF_MARGIN, &drill->arena, &drill->proof))
		return false;
	if (!evl_question_fill(drill, EVLOOP_DRILL_TYPE, host, random))
		return false;
	q->kind = EVLOOP_DRILL_BUG;
	q->title = "something is wrong here";
	q->rule_count = 0;
	q->prompt = evl_drill_text(drill, "The author wants %s, but it comes out differently. Which line is to blame?", expanded(drill, bug->goal, actor));
	q->explanation = expanded(drill, bug->why, actor);
	q->hint = bug->hint;
	q->shown_count = 0;
	for (int i = 0; i < EVLOOP_DRILL_OPTIONS; i++) {
		q->shown[i] = numbered(drill, expanded(drill, i == 0 ? bug->wrong : bug->others[i - 1].part, actor));
		q->notes[i] = i == 0 ? "" : expanded(drill, bug->others[i - 1].note, actor);
		q->note_rules[i] = bug->rule;
		q->shown_count++;
	}
	q->right = 0;
	evl_question_add_rule(q, bug->rule);
	evl_question_shuffle_options(q, random);
	return true;
}
