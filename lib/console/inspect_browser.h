/*
 * inspect_browser.h - values as the console of Chromium's DevTools shows them, as text.
 */
#ifndef EVL_CONSOLE_INSPECT_BROWSER_H
#define EVL_CONSOLE_INSPECT_BROWSER_H

#include "console/text.h"
#include "value/realm.h"

/* The arguments of console.log, joined. False: exception pending or halting. */
bool evl_browser_format(struct evl_realm *realm, struct evl_text *text, uint32_t count, const evl_value *values);
/* One value that stands alone; strings are quoted. */
bool evl_browser_value(struct evl_realm *realm, struct evl_text *text, evl_value value);

/* The head of an object alone, as %O and console.dir show it before it is opened: "Object", "Array(3)". */
bool evl_browser_describe(struct evl_realm *realm, struct evl_text *text, evl_value value);

/* Append a function's source: `function` is the florin sign, what follows is cut at 200 characters. False: halting. */
bool evl_browser_function(struct evl_realm *realm, struct evl_text *text, struct evl_object *function);
/* The same without its body (%O): name and parameters, of a class its name alone; a long arrow function up to its arrow. */
bool evl_browser_function_head(struct evl_realm *realm, struct evl_text *text, struct evl_object *function);

#endif
