/*
 * console_time.c - console.time, timeLog and timeEnd.
 *
 * What a real console measures there is real time; the model has only its
 * virtual clock, so the durations are those and a note says so, once a run.
 */
#include "console/console_call.h"
#include "console/console_manner.h"
#include "builtins/clock.h"
#include "console/inspect_node.h"

static bool is_page(struct evl_realm *realm) { return evl_console_manner_of(realm)->is_page; }

static void note_once(struct evl_realm *realm)
{
	static const char note[] = "console.time measures real time: the durations printed are those of the virtual clock";
	struct evl_console *console = evl_console_state(realm);
	if (console->time_noted)
		return;
	console->time_noted = true;
	struct evl_event event = { .kind = EVL_EVENT_NOTE, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now };
	event.span = realm->hooks.site(realm);
	evl_trace_append(realm->trace, &event, note, sizeof note - 1);
}

/* A number with three digits after the point, rounded half up. */
static void append_fixed3(struct evl_text *text, int64_t thousandths)
{
	evl_text_append_number(text, (double)(thousandths / 1000));
	evl_text_append_unit(text, '.');
	for (int64_t unit = 100; unit > 0; unit /= 10)
		evl_text_append_unit(text, (uint16_t)('0' + thousandths / unit % 10));
}

static void append_two(struct evl_text *text, int64_t n)
{
	if (n < 10)
		evl_text_append_unit(text, '0');
	evl_text_append_number(text, (double)n);
}

/* Three digits of milliseconds: "0.012", "1.23", "12.3", "123". */
static void append_short(struct evl_text *text, int64_t microseconds)
{
	int64_t unit = microseconds < 1000 ? 1 : microseconds < 10000 ? 10 : microseconds < 100000 ? 100 : 1000;
	int64_t rounded = (microseconds + unit / 2) / unit, fraction = 1000 / unit;
	evl_text_append_number(text, (double)(rounded / fraction));
	if (fraction > 1)
		evl_text_append_unit(text, '.');
	for (int64_t place = fraction / 10; place > 0; place /= 10)
		evl_text_append_unit(text, (uint16_t)('0' + rounded / place % 10));
	evl_text_append_ascii(text, "ms");
}

/* formatTime of Node: "12.345ms", "1.234s", "1:05.000 (m:ss.mmm)". */
static void append_duration(struct evl_text *text, int64_t microseconds)
{
	if (microseconds < 1000000) {
		evl_text_append_number(text, (double)microseconds / 1000);
		evl_text_append_ascii(text, "ms");
		return;
	}
	int64_t milliseconds = (microseconds + 500) / 1000;
	if (microseconds < 60000000) {
		append_fixed3(text, milliseconds);
		evl_text_append_unit(text, 's');
		return;
	}
	int64_t hours = microseconds / 3600000000, minutes = microseconds / 60000000 % 60;
	milliseconds = (microseconds % 60000000 + 500) / 1000;
	if (hours != 0) {
		evl_text_append_number(text, (double)hours);
		evl_text_append_unit(text, ':');
		append_two(text, minutes);
	} else {
		evl_text_append_number(text, (double)minutes);
	}
	evl_text_append_unit(text, ':');
	append_two(text, milliseconds / 1000);
	evl_text_append_unit(text, '.');
	for (int64_t unit = 100; unit > 0; unit /= 10)
		evl_text_append_unit(text, (uint16_t)('0' + milliseconds / unit % 10));
	evl_text_append_ascii(text, hours != 0 ? " (h:mm:ss.mmm)" : " (m:ss.mmm)");
}

bool evl_console_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	struct evl_string *label;
	*result = EVL_UNDEFINED;
	if (!evl_console_label(realm, evl_arg(args, 0), "internal/console/constructor:397    ^label = `${label}`;", &label))
		return false;
	if (evl_console_find_label(realm, console->timers, label) != NULL)
		return evl_console_manner_of(realm)->prints_warnings ?
			       evl_console_warn(realm, EVL_CONSOLE_TIME, "Timer '", label, "' already exists") :
			       evl_console_warn(realm, EVL_CONSOLE_TIME, "Label '", label, "' already exists for console.time()");
	evl_console_add_label(realm, &console->timers, label, realm->now + evl_clock_shift(realm));
	return true;
}

enum { MAX_LOG_VALUES = 65536 };

/* "[0.12ms] label" and what timeLog adds. */
static bool log_as_error(struct evl_realm *realm, const struct evl_args *args, struct evl_string *label, int64_t duration, bool is_log)
{
	struct evl_text *text = &evl_console_state(realm)->text;
	uint32_t start = text->length, more = is_log && args->count > 1 ? args->count - 1 : 0;
	int64_t hundredths = (duration + 5) / 10;
	evl_text_append_unit(text, '[');
	evl_text_append_number(text, (double)(hundredths / 100));
	evl_text_append_unit(text, '.');
	append_two(text, hundredths % 100);
	evl_text_append_ascii(text, "ms] ");
	evl_text_append_string(text, label);
	struct evl_string *first = evl_text_take(text, start);
	if (first == NULL)
		return false;
	if (more > MAX_LOG_VALUES)
		return evl_not_covered(realm, "console.timeLog with more than 65536 values");
	evl_value *values = evl_arena_alloc(&realm->scratch, (more + 1) * sizeof *values);
	values[0] = evl_from_string(first);
	for (uint32_t i = 0; i < more; i++)
		values[1 + i] = args->values[1 + i];
	return evl_console_print_values(realm, EVL_CONSOLE_ERROR, more + 1, values);
}

static bool log_time(struct evl_realm *realm, const struct evl_args *args, enum evl_console_method method)
{
	struct evl_console *console = evl_console_state(realm);
	bool is_log = method == EVL_CONSOLE_TIME_LOG;
	struct evl_string *label;
	if (!evl_console_label(realm, evl_arg(args, 0), is_log ? "internal/console/constructor:418    ^label = `${label}`;" : "internal/console/constructor:408    ^label = `${label}`;", &label))
		return false;
	const struct evl_console_label *timer = evl_console_find_label(realm, console->timers, label);
	if (timer == NULL)
		return evl_console_manner_of(realm)->prints_warnings ?
			       evl_console_warn(realm, method, "Timer '", label, "' does not exist") :
			       evl_console_warn(realm, method, "No such label '", label,
							 is_log ? "' for console.timeLog()" : "' for console.timeEnd()");
	note_once(realm);
	int64_t duration = realm->now + evl_clock_shift(realm) - timer->value;
	if (!is_log)
		evl_console_remove_label(&console->timers, timer);
	struct evl_text *text = &console->text;
	uint32_t start = text->length;
	if (evl_console_manner_of(realm)->times_to_errors)
		return log_as_error(realm, args, label, duration, is_log);
	if (is_page(realm)) {
		evl_text_append_number(text, (double)duration / 1000);
		evl_text_append_ascii(text, " ms");
	} else if (evl_console_manner_of(realm)->short_time) {
		append_short(text, duration);
	} else {
		append_duration(text, duration);
	}
	struct evl_string *time = evl_text_take(text, start);
	struct evl_string *format = evl_string_from_ascii(realm, "%s: %s");
	uint32_t more = is_log && args->count > 1 ? args->count - 1 : 0;
	if (time == NULL || format == NULL)
		return false;
	if (more > MAX_LOG_VALUES)
		return evl_not_covered(realm, "console.timeLog with more than 65536 values");
	evl_value *values = evl_arena_alloc(&realm->scratch, (more + 3) * sizeof *values);
	values[0] = evl_from_string(format);
	values[1] = evl_from_string(label);
	values[2] = evl_from_string(time);
	for (uint32_t i = 0; i < more; i++)
		values[3 + i] = args->values[1 + i];
	return evl_console_call(realm, "log", evl_console_log, method, more + 3, values);
}

bool evl_console_time_end(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return log_time(realm, args, EVL_CONSOLE_TIME_END);
}

bool evl_console_time_log(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return log_time(realm, args, EVL_CONSOLE_TIME_LOG);
}
