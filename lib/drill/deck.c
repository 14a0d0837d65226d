/* SPDX-License-Identifier: MIT */
/*
 * deck.c - the built-in deck: snippets written for this project, a little longer than those that are generated.
 *
 * Their answers are not written here: they are predicted and proven like any other's.
 */
#include "drill/drill.h"

const struct evl_deck_card evl_deck[] = {
	{ "double-espresso", "two espressos at once", EVL_DRILL_NODE, 2,
	  "async function brew(name) {\n  console.log(`${name}: grinding`);\n  await null;\n  console.log(`${name}: in the cup`);\n}\n\n"
	  "brew('Ada');\nbrew('Grace');\nconsole.log('who is next?');\n" },
	{ "late-friend", "somebody comes late", EVL_DRILL_NODE, 1,
	  "console.log('table for three');\nsetTimeout(() => console.log('Linus sits down'), 0);\n"
	  "Promise.resolve('Ada').then((name) => console.log(`${name} sits down`));\nconsole.log('menu, please');\n" },
	{ "chained-alarms", "three alarm clocks", EVL_DRILL_NODE, 2,
	  "setTimeout(() => console.log('alarm of the kitchen'), 400);\nsetTimeout(() => console.log('alarm of the phone'), 100);\n"
	  "setTimeout(() => {\n  console.log('alarm by the bed');\n  setTimeout(() => console.log('snooze is over'), 100);\n}, 100);\nconsole.log('good night');\n" },
	{ "borrowed-book", "a book that is lent out", EVL_DRILL_NODE, 3,
	  "let give;\nconst book = new Promise((resolve) => {\n  console.log('asking for the book');\n  give = resolve;\n});\n"
	  "book.then(() => console.log('Mia reads it'));\nbook.then(() => console.log('Tom reads it'));\n"
	  "Promise.resolve().then(() => {\n  console.log('the book comes back');\n  give();\n}).then(() => console.log('shelf tidied'));\nconsole.log('waiting list open');\n" },
	{ "relay", "a relay race", EVL_DRILL_NODE, 3,
	  "async function run(runner) {\n  console.log(`${runner} runs`);\n  await null;\n  console.log(`${runner} hands over`);\n}\n\n"
	  "async function race() {\n  await run('first');\n  await run('second');\n  console.log('finish');\n}\n\nrace();\n"
	  "Promise.resolve()\n  .then(() => console.log('crowd cheers'))\n  .then(() => console.log('crowd sings'));\nconsole.log('start shot');\n" },
	{ "night-shift", "Node's queues at night", EVL_DRILL_NODE, 4,
	  "setImmediate(() => console.log('door checked'));\nPromise.resolve().then(() => {\n  console.log('rounds begin');\n"
	  "  process.nextTick(() => console.log('lamp refilled'));\n}).then(() => console.log('rounds end'));\n"
	  "process.nextTick(() => console.log('keys taken'));\nconsole.log('guard arrives');\n" },
	{ "module-night-shift", "the same in a module", EVL_DRILL_NODE_ESM, 4,
	  "process.nextTick(() => console.log('keys taken'));\nPromise.resolve().then(() => console.log('rounds begin'));\n"
	  "queueMicrotask(() => console.log('lamp lit'));\nconsole.log('guard arrives');\n" },
	{ "gift", "a gift in a box", EVL_DRILL_NODE, 5,
	  "Promise.resolve()\n  .then(() => {\n    console.log('box opened');\n    return Promise.resolve('watch');\n  })\n"
	  "  .then((gift) => console.log(`it is a ${gift}`));\n\nPromise.resolve()\n  .then(() => console.log('cake cut'))\n"
	  "  .then(() => console.log('candles out'))\n  .then(() => console.log('song sung'))\n  .then(() => console.log('photo taken'));\n" },
	{ "translator", "a translator who is no promise", EVL_DRILL_NODE, 5,
	  "const translator = {\n  then(speak) {\n    console.log('translator listens');\n    speak('bonjour');\n  },\n};\n\n"
	  "async function visit() {\n  console.log('guest greets');\n  const word = await translator;\n  console.log(`host hears ${word}`);\n}\n\n"
	  "visit();\nPromise.resolve()\n  .then(() => console.log('door opens'))\n  .then(() => console.log('coat taken'));\n" },
	{ "lost-luggage", "luggage that does not come", EVL_DRILL_NODE, 4,
	  "const luggage = Promise.reject(new Error('luggage lost'));\nluggage\n  .then(() => console.log('bags on the belt'))\n"
	  "  .catch((error) => {\n    console.log(error.message);\n    return 'voucher';\n  })\n  .finally(() => console.log('desk closes'))\n"
	  "  .then((comfort) => console.log(`here is a ${comfort}`));\nconsole.log('flight landed');\n" },
	{ "nobody-listens", "an error nobody hears", EVL_DRILL_NODE, 5,
	  "process.on('unhandledRejection', (error) => console.log('heard at last:', error.message));\n"
	  "process.nextTick(() => console.log('an owl hoots'));\nPromise.reject(new Error('help'));\nPromise.resolve().then(() => console.log('birds sing'));\n"
	  "console.log('quiet forest');\n" },
	{ "radio", "a radio programme", EVL_DRILL_NODE, 5,
	  "async function* programme() {\n  console.log('on air');\n  yield 'news';\n  yield 'weather';\n  console.log('off air');\n}\n\n"
	  "async function listen() {\n  for await (const item of programme()) console.log(`listening to the ${item}`);\n}\n\nlisten();\n"
	  "console.log('tea is ready');\n" },
	{ "ticket-machine", "a timer inside a timer", EVL_DRILL_NODE, 4,
	  "setTimeout(() => {\n  console.log('ticket chosen');\n  setTimeout(() => console.log('ticket printed'), 0);\n"
	  "  setImmediate(() => console.log('coins counted'));\n  Promise.resolve().then(() => console.log('light blinks'));\n}, 0);\nconsole.log('machine awake');\n" },
	{ "slide-show", "frames of a slide show", EVL_DRILL_BROWSER, 4,
	  "requestAnimationFrame(() => {\n  console.log('first slide');\n  queueMicrotask(() => console.log('caption of the first'));\n"
	  "  requestAnimationFrame(() => console.log('second slide'));\n});\nrequestAnimationFrame(() => console.log('clock redrawn'));\n"
	  "Promise.resolve().then(() => console.log('pictures decoded'));\nconsole.log('curtains closed');\n" },
	{ "doorbell", "a bell and its listeners", EVL_DRILL_BROWSER, 3,
	  "const bell = new EventTarget();\nbell.addEventListener('ring', () => {\n  console.log('dog barks');\n  queueMicrotask(() => console.log('dog calms down'));\n});\n"
	  "bell.addEventListener('ring', () => console.log('light goes on'));\nconsole.log('finger on the bell');\nbell.dispatchEvent(new Event('ring'));\n"
	  "console.log('footsteps');\n" },
	{ "two-carts", "two carts at one till", EVL_DRILL_NODE, 5,
	  "const scan = async (item) => {\n  console.log(`scan ${item}`);\n  return item;\n};\n\nPromise.all([scan('bread'), scan('milk')])\n"
	  "  .then((cart) => console.log(`paid: ${cart.join(' and ')}`));\nPromise.race([scan('soap'), scan('salt')]).then((first) => console.log(`first: ${first}`));\n"
	  "Promise.resolve().then(() => console.log('drawer opens'));\n" },
};

const size_t evl_deck_count = sizeof evl_deck / sizeof evl_deck[0];
