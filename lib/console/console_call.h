/*
 * console_call.h - what the files of the console object share.
 */
#ifndef EVL_CONSOLE_CONSOLE_CALL_H
#define EVL_CONSOLE_CONSOLE_CALL_H

#include "console/console.h"

enum { EVL_CONSOLE_MAX_GROUPS = 1000 };

/* console.log itself. */
bool evl_console_log(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/*
 * Print through console[name] as the snippet sees it. When that is still the
 * library's function `own`, the print event is of `method`. False: exception pending.
 */
bool evl_console_call(struct evl_realm *realm, const char *name, evl_native own, enum evl_console_method method, uint32_t count,
		      const evl_value *values);

/* A label argument as text; "default" when undefined. `line`: of Node's own that makes it text (see host_refused of struct evl_realm). False: exception pending. */
bool evl_console_label(struct evl_realm *realm, evl_value argument, const char *line, struct evl_string **label);
struct evl_console_label *evl_console_find_label(struct evl_realm *realm, struct evl_console_label *list, struct evl_string *label);
void evl_console_add_label(struct evl_realm *realm, struct evl_console_label **list, struct evl_string *label, int64_t value);
void evl_console_remove_label(struct evl_console_label **list, const struct evl_console_label *label);

/* A warning about a label: process.emitWarning in Node, a console message on a page. */
bool evl_console_warn(struct evl_realm *realm, enum evl_console_method method, const char *before, struct evl_string *label,
		      const char *after);

/* console_time.c */
bool evl_console_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_console_time_end(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_console_time_log(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* console.createTask (console_task.c). */
bool evl_console_create_task(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
