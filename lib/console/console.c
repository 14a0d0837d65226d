/*
 * console.c - the console object: its rows, grouping, counting, asserting.
 *
 * Node's methods call one another through the object (count through `log`,
 * assert through `warn`), so a snippet that replaces console.log sees them;
 * a page's methods do not. Timers are in console_time.c, tables in console_table.c.
 */
#include "console/console.h"
#include "console/console_manner.h"
#include "console/inspect_bun.h"

#include "console/console_call.h"
#include "console/inspect_browser.h"
#include "console/inspect_node.h"
#include "value/convert.h"
#include "vm/stack.h"

static const struct {
	const char *name;
	uint8_t stream;
} methods[EVL_CONSOLE_METHOD_COUNT] = {
#define EVL_CONSOLE_METHOD(id, name, stream) [EVL_CONSOLE_##id] = { name, stream },
#include "console/console_methods.def"
#undef EVL_CONSOLE_METHOD
};

const char *evl_console_method_name(enum evl_console_method method)
{
	return methods[method].name;
}

uint8_t evl_console_method_stream(enum evl_console_method method)
{
	return methods[method].stream;
}

struct evl_console *evl_console_state(struct evl_realm *realm)
{
	if (realm->console == NULL) {
		realm->console = evl_arena_zalloc(&realm->scratch, sizeof *realm->console);
		realm->console->text.realm = realm;
		realm->console->words.realm = realm;
		realm->console->inspect = EVL_EMPTY;
		realm->console->defaults = EVL_EMPTY;
	}
	return realm->console;
}

static bool is_page(struct evl_realm *realm) { return evl_console_manner_of(realm)->is_page; }

/* --- printing --- */

/* The text with every line indented by the group depth. */
static struct evl_string *indent(struct evl_realm *realm, struct evl_string *s, uint32_t depth)
{
	struct evl_text *text = &evl_console_state(realm)->text;
	uint32_t start = text->length;
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return NULL;
	evl_text_append_spaces(text, (size_t)depth * 2);
	for (uint32_t i = 0; i < s->length; i++) {
		evl_text_append_unit(text, units[i]);
		if (units[i] == '\n')
			evl_text_append_spaces(text, (size_t)depth * 2);
	}
	return evl_text_take(text, start);
}

bool evl_console_print_margin(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text)
{
	evl_console_output(realm, method, text);
	return realm->halt == EVL_STATUS_OK;
}

bool evl_console_print_text(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text)
{
	uint32_t depth = evl_console_state(realm)->group_depth;
	if (depth != 0) {
		text = indent(realm, text, depth);
		if (text == NULL)
			return false;
	}
	return evl_console_print_margin(realm, method, text);
}

bool evl_console_print_values(struct evl_realm *realm, enum evl_console_method method, uint32_t count, const evl_value *values)
{
	const struct evl_console_manner *manner = evl_console_manner_of(realm);
	struct evl_string *text;
	if (count == 0 && manner->is_page)
		return true;
	bool ok = evl_console_format(realm, evl_console_dialect(realm), count, values, &text);
	if (!ok && (!manner->prints_partly || text == NULL || realm->halt != EVL_STATUS_OK))
		return false;
	bool at_margin = manner->indents_itself || (count == 0 && manner->bare_without_values);
	return (at_margin ? evl_console_print_margin : evl_console_print_text)(realm, method, text) && ok;
}

bool evl_console_call(struct evl_realm *realm, const char *name, evl_native own, enum evl_console_method method, uint32_t count,
		      const evl_value *values)
{
	evl_value console = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_CONSOLE));
	evl_value function, ignored;
	if (is_page(realm))
		return evl_console_print_values(realm, method, count, values);
	if (!evl_get(realm, console, evl_text_name(realm, name), &function))
		return false;
	if (evl_is_class(function, EVL_CLASS_NATIVE_FUNCTION) &&
	    ((struct evl_native_function *)evl_as_object(function))->fn == own)
		return evl_console_print_values(realm, method, count, values);
	return evl_call(realm, function, console, count, values, &ignored);
}

bool evl_console_log(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return evl_console_print_values(realm, EVL_CONSOLE_LOG, args->count, args->values);
}

/* console.error, warn, info, debug, dirxml: log under another name. */
#define PRINTING_METHOD(function, id)                                                                                \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                \
	{                                                                                                            \
		*result = EVL_UNDEFINED;                                                                             \
		return evl_console_print_values(realm, EVL_CONSOLE_##id, args->count, args->values);                 \
	}
PRINTING_METHOD(console_error, ERROR)
PRINTING_METHOD(console_warn, WARN)
PRINTING_METHOD(console_info, INFO)
PRINTING_METHOD(console_debug, DEBUG)
PRINTING_METHOD(console_dirxml, DIRXML)
#undef PRINTING_METHOD

/* dir(value, options): inspected without custom functions. */
static bool console_dir(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (is_page(realm)) {
		struct evl_text *out = &evl_console_state(realm)->text;
		evl_value shown = evl_arg(args, 0);
		uint32_t from = out->length;
		if (evl_is_string(shown))
			return evl_console_print_text(realm, EVL_CONSOLE_DIR, evl_as_string(shown));
		text = evl_browser_describe(realm, out, shown) ? evl_text_take(out, from) : NULL;
		out->length = from;
		return text != NULL && evl_console_print_text(realm, EVL_CONSOLE_DIR, text);
	}
	bool plain = evl_console_manner_of(realm)->dir_prints_text;
	if (plain && evl_is_string(evl_arg(args, 0)))
		return evl_console_print_text(realm, EVL_CONSOLE_DIR, evl_as_string(evl_arg(args, 0)));
	struct evl_inspector ins;
	evl_inspector_init(&ins, realm);
	uint32_t start = ins.text->length, words = ins.words->count;
	if (evl_console_dialect(realm) == EVL_DIALECT_BUN) {
		bool ok = evl_inspector_options(&ins, evl_arg(args, 1)) && evl_bun_one(realm, ins.text, ins.depth, false, evl_arg(args, 0));
		text = ok ? evl_text_take(ins.text, start) : NULL;
		ins.text->length = start;
		return text != NULL && evl_console_print_text(realm, EVL_CONSOLE_DIR, text);
	}
	bool ok = (plain || evl_inspector_set(&ins, EVL_INSPECT_CUSTOM, EVL_FALSE)) && evl_inspector_options(&ins, evl_arg(args, 1)) &&
		  evl_inspect_value(&ins, evl_arg(args, 0), 0);
	text = ok ? evl_text_take(ins.text, start) : NULL;
	ins.text->length = start;
	ins.words->count = words;
	return text != NULL && evl_console_print_text(realm, EVL_CONSOLE_DIR, text);
}

/* --- groups --- */

static bool open_group(struct evl_realm *realm, enum evl_console_method method, const struct evl_args *args)
{
	if (args->count > 0) {
		if (!evl_console_call(realm, "log", evl_console_log, method, args->count, args->values))
			return false;
	} else if (is_page(realm)) {
		struct evl_string *title = evl_string_from_ascii(realm, "console.group");
		if (title == NULL || !evl_console_print_text(realm, method, title))
			return false;
	}
	struct evl_console *console = evl_console_state(realm);
	if (method == EVL_CONSOLE_GROUP_COLLAPSED && evl_console_manner_of(realm)->collapsed_stays)
		return true;
	if (console->group_depth < EVL_CONSOLE_MAX_GROUPS)
		console->group_depth++;
	else
		return evl_not_covered(realm, "more than 1000 nested console groups");
	return true;
}

static bool console_group(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return open_group(realm, EVL_CONSOLE_GROUP, args);
}

static bool console_group_collapsed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return open_group(realm, EVL_CONSOLE_GROUP_COLLAPSED, args);
}

static bool console_group_end(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	(void)args;
	*result = EVL_UNDEFINED;
	if (console->group_depth > 0)
		console->group_depth--;
	return true;
}

/* --- labels --- */

bool evl_console_label(struct evl_realm *realm, evl_value argument, const char *line, struct evl_string **label)
{
	if (evl_is_undefined(argument)) {
		*label = evl_string_from_name(realm, EVL_NAME_default_);
		return true;
	}
	return evl_to_string(realm, argument, label) || evl_refused_in(realm, line);
}

struct evl_console_label *evl_console_find_label(struct evl_realm *realm, struct evl_console_label *list, struct evl_string *label)
{
	for (; list != NULL; list = list->next)
		if (evl_string_equals(realm, list->label, label))
			return list;
	return NULL;
}

void evl_console_add_label(struct evl_realm *realm, struct evl_console_label **list, struct evl_string *label, int64_t value)
{
	struct evl_console_label *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry);
	entry->label = label;
	entry->value = value;
	entry->next = *list;
	*list = entry;
}

void evl_console_remove_label(struct evl_console_label **list, const struct evl_console_label *label)
{
	for (; *list != NULL; list = &(*list)->next) {
		if (*list == label) {
			*list = label->next;
			return;
		}
	}
}

bool evl_console_warn(struct evl_realm *realm, enum evl_console_method method, const char *before, struct evl_string *label,
		      const char *after)
{
	struct evl_text *text = &evl_console_state(realm)->text;
	uint32_t start = text->length;
	if (evl_console_manner_of(realm)->silent_labels)
		return true;
	evl_text_append_ascii(text, before);
	evl_text_append_string(text, label);
	evl_text_append_ascii(text, after);
	struct evl_string *message = evl_text_take(text, start);
	if (message == NULL)
		return false;
	if (is_page(realm))
		return evl_console_print_text(realm, method, message);
	if (evl_console_manner_of(realm)->prints_warnings)
		return evl_console_print_margin(realm, method, message);
	/* process.emitWarning, which a snippet may have replaced. */
	evl_value process, emit, ignored, argument = evl_from_string(message);
	evl_key key = evl_text_name(realm, "process");
	if (!evl_object_get(realm, realm->global, key, evl_from_object(realm->global), &process))
		return false;
	if (!evl_is_object(process))
		return evl_not_covered(realm, "a warning of the console");
	if (!evl_get(realm, process, evl_text_name(realm, "emitWarning"), &emit))
		return false;
	if (!evl_is_callable(emit))
		return evl_not_covered(realm, "a warning of the console");
	return evl_call(realm, emit, process, 1, &argument, &ignored);
}

static bool console_count(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	struct evl_string *label;
	*result = EVL_UNDEFINED;
	if (!evl_console_label(realm, evl_arg(args, 0), "internal/console/constructor:460    ^label = `${label}`;", &label))
		return false;
	struct evl_console_label *entry = evl_console_find_label(realm, console->counts, label);
	if (entry == NULL) {
		evl_console_add_label(realm, &console->counts, label, 0);
		entry = console->counts;
	}
	entry->value++;
	uint32_t start = console->text.length;
	evl_text_append_string(&console->text, label);
	evl_text_append_ascii(&console->text, ": ");
	evl_text_append_number(&console->text, (double)entry->value);
	struct evl_string *text = evl_text_take(&console->text, start);
	if (text == NULL)
		return false;
	if (evl_console_manner_of(realm)->ungrouped_counts)
		return evl_console_print_margin(realm, EVL_CONSOLE_COUNT, text);
	evl_value argument = evl_from_string(text);
	return evl_console_call(realm, "log", evl_console_log, EVL_CONSOLE_COUNT, 1, &argument);
}

static bool console_count_reset(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	struct evl_string *label;
	*result = EVL_UNDEFINED;
	if (!evl_console_label(realm, evl_arg(args, 0), "internal/console/constructor:476      process.emitWarning(`Count for '${^label}' does not exist`);", &label))
		return false;
	struct evl_console_label *entry = evl_console_find_label(realm, console->counts, label);
	if (entry == NULL)
		return evl_console_warn(realm, EVL_CONSOLE_COUNT_RESET, "Count for '", label, "' does not exist");
	evl_console_remove_label(&console->counts, entry);
	return true;
}

/* --- assert, trace, clear --- */

enum { MAX_ASSERT_VALUES = 65536 };

static bool console_assert(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (evl_to_boolean(evl_arg(args, 0)))
		return true;
	struct evl_text *text = &evl_console_state(realm)->text;
	uint32_t start = text->length;
	bool page = is_page(realm);
	uint32_t count = args->count > 1 ? args->count - 1 : 0;
	if (page && count != 0) {
		struct evl_string *shown;
		if (!evl_console_format(realm, EVL_DIALECT_BROWSER, count, args->values + 1, &shown))
			return false;
		evl_text_append_ascii(text, "Assertion failed: ");
		evl_text_append_string(text, shown);
		shown = evl_text_take(text, start);
		return shown != NULL && evl_console_print_text(realm, EVL_CONSOLE_ASSERT, shown);
	}
	if (count != 0 && evl_console_manner_of(realm)->bare_assertions)
		return evl_console_print_values(realm, EVL_CONSOLE_ASSERT, count, args->values + 1);
	if (count > MAX_ASSERT_VALUES)
		return evl_not_covered(realm, "console.assert with more than 65536 values");
	evl_value *values = evl_arena_alloc(&realm->scratch, (count + 2) * sizeof *values);
	evl_text_append_ascii(text, "Assertion failed");
	if (count == 0 && page)
		evl_text_append_ascii(text, ": console.assert");
	if (count != 0 && realm->v8 >= EVL_V8_12 && !evl_is_string(args->values[1])) {
		/* since Node 22 only a text is joined */
		if (evl_console_manner_of(realm)->joins_only_texts)
			evl_text_append_unit(text, ':');
		memcpy(values + 1, args->values + 1, count++ * sizeof *values);
	} else if (count != 0) {
		struct evl_string *first;
		evl_text_append_ascii(text, ": ");
		for (uint32_t i = 0; i < count; i++)
			values[i + 1] = args->values[i + 1];
		if (!evl_to_string(realm, args->values[1], &first)) {
			text->length = start;
			return evl_refused_in(realm, "internal/console/constructor:434      args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args^[0]}`}`;");
		}
		evl_text_append_string(text, first);
		values++;
	} else {
		count = 1;
	}
	struct evl_string *message = evl_text_take(text, start);
	if (message == NULL)
		return false;
	values[0] = evl_from_string(message);
	return evl_console_call(realm, "warn", console_warn, EVL_CONSOLE_ASSERT, count, values);
}

static bool console_trace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	struct evl_string *message;
	*result = EVL_UNDEFINED;
	if (is_page(realm)) {
		if (args->count != 0)
			return evl_console_print_values(realm, EVL_CONSOLE_TRACE, args->count, args->values);
		message = evl_string_from_ascii(realm, "console.trace");
		return message != NULL && evl_console_print_text(realm, EVL_CONSOLE_TRACE, message);
	}
	if (evl_console_manner_of(realm)->traces_unknown)
		return evl_not_covered(realm, "console.trace");
	if (!evl_console_format(realm, EVL_DIALECT_NODE, args->count, args->values, &message))
		return false;
	uint32_t start = console->text.length;
	evl_text_append_ascii(&console->text, "Trace");
	if (message->length != 0)
		evl_text_append_ascii(&console->text, ": ");
	evl_text_append_string(&console->text, message);
	evl_text_append_utf8(&console->text, evl_stack_frames_text(realm, evl_stack_capture(realm, 0)));
	struct evl_string *text = evl_text_take(&console->text, start);
	if (text == NULL)
		return false;
	evl_value argument = evl_from_string(text);
	return evl_console_call(realm, "error", console_error, EVL_CONSOLE_TRACE, 1, &argument);
}

/* On a terminal it would clear the screen; as text, Node prints nothing. */
static bool console_clear(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = EVL_UNDEFINED;
	evl_console_state(realm)->group_depth = is_page(realm) ? 0 : evl_console_state(realm)->group_depth;
	if (evl_console_manner_of(realm)->clear_moves)
		return evl_not_covered(realm, "console.clear, which writes to a terminal");
	if (!is_page(realm))
		return true;
	struct evl_string *text = evl_string_from_ascii(realm, "Console was cleared");
	return text != NULL && evl_console_print_text(realm, EVL_CONSOLE_CLEAR, text);
}

/* profile and profileEnd: a page's console tells that one began or ended; Node has nobody to profile for. */
static bool console_profile(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = EVL_UNDEFINED;
	return !is_page(realm) || evl_not_covered(realm, "console.profile");
}

static bool console_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_not_covered(realm, "console.context");
}

/* In the order in which Node lists them. */
static const struct evl_row console_statics[] = {
	EVL_OPERATION("log", evl_console_log, 0),
	EVL_OPERATION("warn", console_warn, 0),
	EVL_OPERATION("dir", console_dir, 0),
	EVL_OPERATION("time", evl_console_time, 0),
	EVL_OPERATION("timeEnd", evl_console_time_end, 0),
	EVL_OPERATION("timeLog", evl_console_time_log, 0),
	EVL_OPERATION("trace", console_trace, 0),
	EVL_OPERATION("assert", console_assert, 0),
	EVL_OPERATION("clear", console_clear, 0),
	EVL_OPERATION("count", console_count, 0),
	EVL_OPERATION("countReset", console_count_reset, 0),
	EVL_OPERATION("group", console_group, 0),
	EVL_OPERATION("groupEnd", console_group_end, 0),
	EVL_OPERATION("table", evl_console_table, 0),
	EVL_OPERATION("debug", console_debug, 0),
	EVL_OPERATION("info", console_info, 0),
	EVL_OPERATION("dirxml", console_dirxml, 0),
	EVL_OPERATION("error", console_error, 0),
	EVL_OPERATION("groupCollapsed", console_group_collapsed, 0),
	EVL_MADE_ROW("Console", evl_console_class, EVL_DATA_DEFAULT),
	EVL_OPERATION("profile", console_profile, 0),
	EVL_OPERATION("profileEnd", console_profile, 0),
	EVL_OPERATION("timeStamp", evl_give_undefined, 0),
	EVL_OPERATION("context", console_context, 1),
	EVL_OPERATION("createTask", evl_console_create_task, 0),
	EVL_NOT_COVERED_ROW("_stdout", "console._stdout"),
	EVL_NOT_COVERED_ROW("_stderr", "console._stderr"),
	EVL_NOT_COVERED_ROW("_times", "console._times"),
	EVL_NOT_COVERED_ROW("_ignoreErrors", "console._ignoreErrors"),
	EVL_TAG_ROW("console"),
};

const struct evl_family evl_family_CONSOLE = {
	.name = "console",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.own_parent = true,
	.statics = EVL_ROWS(console_statics),
};
