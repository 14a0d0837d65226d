/* SPDX-License-Identifier: MIT */
/*
 * process.c - the `process` object: nextTick, exit, events, and the little that
 * a snippet may ask of its process. What belongs to a real machine (memory, files,
 * standard input) is not covered and says so.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "builtins/clock.h"
#include "console/console.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/bigint.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* --------------------------------------------------------------- nextTick */

uint32_t evl_node_tick(struct evl_realm *realm, evl_value callback, bool (*run)(struct evl_realm *, uint32_t record))
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_NEXT_TICK, callback, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(host, record)->run = run;
	evl_host_task(host, record)->task = evl_loop_post(&host->loop, EVL_NODE_QUEUE_TICKS, record);
	return record;
}

bool evl_node_next_tick(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_node_require_function(realm, "callback", evl_arg(args, 0), "internal/process/task_queues:104  ^validateFunction(callback, 'callback');"))
		return false;
	if (evl_node(realm)->ticks_off)
		return true;
	uint32_t record = evl_node_tick(realm, evl_arg(args, 0), NULL);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	task->values = evl_host_copy_values(realm, args, 1, &task->count);
	return true;
}

/* ------------------------------------------------------------------- exit */

int evl_node_exit_code(struct evl_realm *realm, int otherwise)
{
	evl_value code = evl_node(realm)->exit_code;
	double number;
	if (evl_is_nullish(code) || !evl_to_number(realm, code, &number))
		return otherwise;
	return evl_double_to_int32(number) & 0xFF;
}

void evl_node_set_exit_code(struct evl_realm *realm, int code)
{
	struct evl_node *node = evl_node(realm);
	if (node->process != NULL)
		node->exit_code = evl_from_int(code);
}

/* A code for process.exitCode: nothing, an integer, or its text. */
static bool set_exit_code(struct evl_realm *realm, evl_value code)
{
	evl_value checked = code;
	if (evl_is_string(code) && evl_as_string(code)->length != 0) {
		double number = evl_string_to_number(realm, evl_as_string(code));
		if (!isnan(number))
			checked = evl_from_number(number);
	}
	if (!evl_is_nullish(code) && !evl_node_check(realm, "validateInteger", checked, "code"))
		return false;
	evl_node(realm)->exit_code = code;
	return true;
}

static bool process_exit_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_node(realm)->exit_code;
	return true;
}

static bool process_set_exit_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return set_exit_code(realm, evl_arg(args, 0));
}

bool evl_node_emit_exit(struct evl_realm *realm, int code)
{
	struct evl_node *node = evl_node(realm);
	if (node->exit_emitted)
		return true;
	node->exit_emitted = true;
	if (node->process == NULL)
		return true;
	node->ticks_off = true;
	evl_value value = evl_from_int(code);
	bool handled;
	if (code != 0) /* an end without failure leaves process.exitCode undefined */
		evl_node_set_exit_code(realm, code);
	return evl_node_emit(realm, "exit", 1, &value, &handled);
}

/* process.exit([code]): the exit handlers run, then nothing more. */
static bool process_exit(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	*result = EVL_UNDEFINED;
	if (args->count != 0 && !set_exit_code(realm, args->values[0]))
		return false;
	if (!evl_node_emit_exit(realm, evl_node_exit_code(realm, 0)) && realm->halt == EVL_STATUS_OK)
		return false;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	host->exit_code = evl_node_exit_code(realm, 0);
	evl_host_exit(realm);
	host->exiting = true;
	/* Unwind everything that is on the stack, uncatchably. */
	realm->halt = EVL_STATUS_EXITED;
	return false;
}


/* ------------------------------------------------------------------ clock */

static const double nanoseconds_per_second = 1e9;

/* Nanoseconds of a machine that has been up for a while. */
static double nanoseconds(struct evl_realm *realm)
{
	return (double)evl_clock_read(realm) * 1000.0 + 1e12;
}

static bool refuse_time(struct evl_realm *realm, double length)
{
	char text[96];
	snprintf(text, sizeof text, "The value of \"time\" is out of range. It must be 2. Received %.0f", length);
	return evl_node_throw_code(realm, EVL_ERROR_RANGE, "ERR_OUT_OF_RANGE", text,
				   "internal/process/per_thread:75      ^throw new ERR_OUT_OF_RANGE('time', 2, time.length);");
}

static bool hrtime(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double now = nanoseconds(realm);
	double seconds = floor(now / nanoseconds_per_second), rest = now - seconds * nanoseconds_per_second;
	if (!evl_is_undefined(evl_arg(args, 0))) {
		double length;
		if (!evl_node_check(realm, "validateArray", args->values[0], "time") ||
		    !evl_length_of(realm, evl_as_object(args->values[0]), &length))
			return false;
		if (length != 2)
			return refuse_time(realm, length);
		evl_value since[2];
		double previous[2];
		for (uint32_t i = 0; i < 2; i++)
			if (!evl_get(realm, evl_arg(args, 0), evl_key_from_index(i), &since[i]) ||
			    !evl_to_number(realm, since[i], &previous[i]))
				return false;
		seconds -= previous[0];
		rest -= previous[1];
		if (rest < 0) {
			seconds--;
			rest += nanoseconds_per_second;
		}
	}
	evl_value values[2] = { evl_from_number(seconds), evl_from_number(rest) };
	*result = evl_from_object(evl_array_from(realm, values, 2));
	return true;
}

static bool hrtime_bigint(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_bigint_from_int64(realm, (int64_t)nanoseconds(realm));
	return true;
}

static const struct evl_row clock_row[] = { EVL_METHOD("hrtime", hrtime, 1) };
const struct evl_rows evl_node_clock_rows = EVL_ROWS(clock_row); /* of the natives here, for stack traces */
/* Its name is not that of the property. */
static bool make_hrtime_bigint(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_native_function_new(realm, "hrtimeBigInt", 0, hrtime_bigint));
	return true;
}

static const struct evl_row hrtime_row[] = { EVL_MADE_ROW("bigint", make_hrtime_bigint, EVL_DATA_DEFAULT) };
static const struct evl_rows hrtime_rows = EVL_ROWS(hrtime_row);

static bool process_uptime(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number((double)(evl_clock_read(realm) + realm->host->profile->up_time) / 1e6);
	return true;
}

static bool process_env(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	if (!node->env_noted)
		evl_host_note(realm, evl_stack_site(realm), "process.env is taken as empty: what it holds is the machine's");
	node->env_noted = true;
	struct evl_object *process = evl_node_process(realm);
	struct evl_object *env = evl_node_env_new(realm);
	struct evl_descriptor descriptor = {
		.value = evl_from_object(env), .writable = true, .enumerable = true, .configurable = true,
		.has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
	};
	(void)args;
	*result = evl_from_object(env);
	return evl_define_or_throw(realm, process, evl_text_name(realm, "env"), &descriptor);
}

/* ------------------------------------------------------------- the object */

/* Numbers that only a real process has: an example, and a note that it is one. */
static bool example(struct evl_realm *realm, const char *note, double number, evl_value *result)
{
	evl_host_note(realm, evl_stack_site(realm), note);
	*result = evl_from_number(number);
	return true;
}

static bool process_pid(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, "process.pid is another number in every run: 4242 and those after it are examples",
		       4242 + evl_node_process_number(realm), result);
}

static bool process_ppid(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, "process.ppid is another number in every run: 4241 is an example",
		       evl_node_process_number(realm) != 0 ? 4242 : 4241, result);
}

static const struct {
	const char *name;
	double bytes;
} memory_parts[] = { { "rss", 45000000 }, { "heapTotal", 6500000 }, { "heapUsed", 5500000 }, { "external", 1600000 }, { "arrayBuffers", 10500 } };
static const char memory_note[] = "process.memoryUsage() gives other numbers in every run: these are an example";

static bool memory_usage(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *usage = evl_object_plain(realm);
	evl_value ignored;
	(void)args;
	for (size_t i = 0; i < sizeof memory_parts / sizeof memory_parts[0]; i++)
		evl_define_text(realm, usage, memory_parts[i].name, evl_from_number(memory_parts[i].bytes));
	*result = evl_from_object(usage);
	return example(realm, memory_note, 0, &ignored);
}

static bool memory_usage_rss(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, memory_note, memory_parts[0].bytes, result);
}

static const struct evl_row memory_usage_row[] = { EVL_OPERATION("rss", memory_usage_rss, 0) };
static const struct evl_rows memory_usage_rows = EVL_ROWS(memory_usage_row);

static bool process_stdin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	if (realm->host->input == NULL)
		evl_host_note(realm, evl_stack_site(realm), "standard input is taken as empty");
	return evl_host_script_get(realm, "node/stdin", "stdin", result);
}

/* getBuiltinModule(id): undefined for what is no module of Node's own. */
static bool process_builtin_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_string(evl_arg(args, 0)))
		return evl_node_throw_arg_type(realm, "id", "of type string", evl_arg(args, 0), NULL);
	const char *name = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0)));
	return !evl_node_has_builtin(name) || evl_node_builtin(realm, name, result);
}

static bool process_cpu_usage(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "cpuUsage", result);
}

static bool process_kill(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "kill", result);
}

/* _exiting: are the handlers of 'exit' told, or were they? */
static bool process_exiting(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_node(realm)->exit_emitted);
	return true;
}

static bool process_set_exiting(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return evl_to_boolean(evl_arg(args, 0)) == evl_node(realm)->exit_emitted || evl_not_covered(realm, "assigning to process._exiting");
}

/* process.domain, until node:domain is in use. */
static bool process_domain(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_NULL;
	return true;
}

/* setUncaughtExceptionCaptureCallback(fn): a function that takes what nothing catches, before any listener; null: none again. */
static bool process_set_capture(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	evl_value fn = evl_arg(args, 0);
	*result = EVL_UNDEFINED;
	if (fn != EVL_NULL && !evl_is_callable(fn))
		return evl_node_throw_arg_type(realm, "fn", "of type function or null", fn,
					       "internal/process/execution:149    ^throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], fn);");
	if (fn != EVL_NULL && node->capture != EVL_NULL)
		return evl_node_throw_code(realm, EVL_ERROR_ERROR, "ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET",
					   "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active",
					   "internal/process/execution:152    ^throw new ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET();");
	node->capture = fn;
	return true;
}

static bool process_has_capture(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_node(realm)->capture != EVL_NULL);
	return true;
}

static bool process_chdir(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_folder", "chdir", result);
}

static bool process_umask(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "umask", result);
}

static bool process_features(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "features", result);
}

static bool process_report(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "report", result);
}

#define PROCESS_LATER(name) EVL_NOT_COVERED_ROW(name, "process." name)
#define PROCESS_MACHINE(name) EVL_METHOD(name, evl_node_of_machine, 0)

static bool process_version(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	char text[32];
	snprintf(text, sizeof text, "v%s", realm->host->profile->process_version);
	*result = evl_text_value(realm, text);
	return true;
}

static const struct evl_row no_v8_row[] = { EVL_NOT_COVERED_ROW("v8", "process.versions.v8") };
static const struct evl_rows no_v8_rows = EVL_ROWS(no_v8_row);

static const struct evl_row process_rows_array[] = {
	EVL_METHOD("nextTick", evl_node_next_tick, 1),
	EVL_METHOD("exit", process_exit, 1),
	{ .name = "exitCode", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = process_exit_code, .setter = process_set_exit_code },
	EVL_METHOD("emitWarning", evl_node_emit_warning, 1),
	EVL_METHOD("uptime", process_uptime, 0),
	EVL_METHOD("cwd", evl_node_process_cwd, 0),
	EVL_GETTER("env", process_env),
	EVL_TEXT_ROW("title", "node", EVL_DATA_DEFAULT),
	EVL_MADE_ROW("version", process_version, EVL_ENUMERABLE),
	EVL_TEXT_ROW("platform", "linux", EVL_ENUMERABLE),
	EVL_TEXT_ROW("arch", "x64", EVL_ENUMERABLE),
	EVL_TAG_ROW("process"),
	EVL_MADE_ROW("pid", process_pid, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("features", process_features, EVL_ENUMERABLE),
	EVL_MADE_ROW("report", process_report, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("mainModule", evl_node_main_module, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("ppid", process_ppid, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("cpuUsage", process_cpu_usage, EVL_DATA_DEFAULT),
	PROCESS_MACHINE("resourceUsage"),
	EVL_MADE_ROW("stdin", process_stdin, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("kill", process_kill, EVL_DATA_DEFAULT),
	EVL_NOT_COVERED_ROW("abort", "process.abort"),
	EVL_MADE_ROW("chdir", process_chdir, EVL_DATA_DEFAULT),
	EVL_NOT_COVERED_ROW("binding", "process.binding"),
	EVL_TEXT_ROW("execPath", "/usr/local/bin/node", EVL_ENUMERABLE),
	EVL_OPERATION("setUncaughtExceptionCaptureCallback", process_set_capture, 1),
	EVL_OPERATION("hasUncaughtExceptionCaptureCallback", process_has_capture, 0),
	{ .name = "_exiting", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = process_exiting, .setter = process_set_exiting },
	EVL_MADE_ROW("domain", process_domain, EVL_DATA_DEFAULT),
	PROCESS_MACHINE("getActiveResourcesInfo"),
	EVL_TEXT_ROW("argv0", "node", EVL_ENUMERABLE),
	EVL_METHOD("getBuiltinModule", process_builtin_module, 1),
	PROCESS_LATER("allowedNodeEnvironmentFlags"), PROCESS_LATER("assert"), PROCESS_MACHINE("availableMemory"), PROCESS_LATER("config"),
	PROCESS_MACHINE("constrainedMemory"), PROCESS_LATER("debugPort"), PROCESS_LATER("dlopen"), 
	PROCESS_MACHINE("getegid"), PROCESS_MACHINE("geteuid"), PROCESS_MACHINE("getgid"), PROCESS_MACHINE("getgroups"), PROCESS_MACHINE("getuid"),
	PROCESS_LATER("initgroups"), PROCESS_LATER("loadEnvFile"),
	PROCESS_LATER("moduleLoadList"), PROCESS_LATER("openStdin"), PROCESS_LATER("reallyExit"),
	 PROCESS_LATER("setSourceMapsEnabled"), PROCESS_LATER("setegid"), PROCESS_LATER("seteuid"),
	PROCESS_LATER("setgid"), PROCESS_LATER("setgroups"), PROCESS_LATER("setuid"), PROCESS_LATER("sourceMapsEnabled"),
	EVL_MADE_ROW("umask", process_umask, EVL_DATA_DEFAULT), PROCESS_LATER("_getActiveHandles"), PROCESS_LATER("_getActiveRequests"), PROCESS_LATER("_linkedBinding"),
	PROCESS_LATER("_rawDebug"), PROCESS_LATER("_tickCallback"), PROCESS_LATER("_kill"),
	PROCESS_LATER("_fatalException"), PROCESS_LATER("_preload_modules"), PROCESS_LATER("_debugProcess"),
	PROCESS_LATER("_debugEnd"), PROCESS_LATER("_startProfilerIdleNotifier"), PROCESS_LATER("_stopProfilerIdleNotifier"),
};
const struct evl_rows evl_node_process_rows = EVL_ROWS(process_rows_array);

/* An object whose inside only a real process has; its kind is that of no timer. */
static struct evl_object *host_object(struct evl_realm *realm, struct evl_object *prototype)
{
	struct evl_host_object *object = (struct evl_host_object *)(void *)evl_object_alloc(
		realm, EVL_CLASS_HOST, evl_shape_root(realm, prototype), sizeof *object, 0);
	object->kind = UINT8_MAX;
	return &object->object;
}

static struct evl_object *with_rows(struct evl_realm *realm, const struct evl_rows *rows)
{
	struct evl_object *object = host_object(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE));
	evl_define_rows(realm, object, rows);
	return object;
}

/* The function `process`, which makes objects that are nothing but of its kind. */
static bool process_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value prototype;
	*result = args->this_value;
	if (evl_is_undefined(args->new_target))
		return true;
	if (!evl_get(realm, evl_from_object(args->callee), EVL_NAME_prototype, &prototype))
		return false;
	*result = evl_from_object(host_object(realm, evl_as_object(prototype)));
	return true;
}

static const char components_of[] = "20.20.2";
static const struct {
	const char *name, *version;
} components[] = {
#define EVL_COMPONENT(name, version) { name, version },
#include "host/node/components.def"
#undef EVL_COMPONENT
};

static struct evl_object *make_versions(struct evl_realm *realm)
{
	struct evl_object *versions = evl_object_plain(realm);
	const struct evl_host_profile *profile = realm->host->profile;
	evl_define_text(realm, versions, "node", evl_text_value(realm, profile->process_version));
	if (strcmp(profile->process_version, components_of) == 0) {
		for (size_t i = 0; i < sizeof components / sizeof components[0]; i++) {
			const char *version = components[i].version != NULL ? components[i].version : profile->process_v8;
			evl_define_text(realm, versions, components[i].name, evl_text_value(realm, version));
		}
		return versions;
	}
	if (profile->process_v8 != NULL)
		evl_define_text(realm, versions, "v8", evl_text_value(realm, profile->process_v8));
	else
		evl_define_rows(realm, versions, &no_v8_rows);
	if (profile->own_version != NULL)
		evl_define_text(realm, versions, profile->name, evl_text_value(realm, profile->own_version));
	return versions;
}

/* process.release: the name of the line of long support, and where the release is fetched. */
static struct evl_object *make_release(struct evl_realm *realm)
{
	static const struct {
		const char *major, *name;
	} lines[] = { { "20.", "Iron" }, { "22.", "Jod" }, { "24.", "Krypton" } };
	struct evl_object *release = evl_object_plain(realm);
	const struct evl_host_profile *profile = realm->host->profile;
	const char *version = profile->process_version;
	evl_define_text(realm, release, "name", evl_text_value(realm, "node"));
	if (profile->own_version != NULL)
		return release;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (strncmp(version, lines[i].major, 3) == 0)
			evl_define_text(realm, release, "lts", evl_text_value(realm, lines[i].name));
	static const char *const parts[][2] = { { "sourceUrl", "" }, { "headersUrl", "-headers" } };
	for (size_t i = 0; i < 2; i++) {
		char url[128];
		snprintf(url, sizeof url, "https://nodejs.org/download/release/v%s/node-v%s%s.tar.gz", version, version, parts[i][1]);
		evl_define_text(realm, release, parts[i][0], evl_text_value(realm, url));
	}
	return release;
}

struct evl_object *evl_node_process(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	if (node->process != NULL)
		return node->process;
	struct evl_object *prototype = evl_object_plain(realm);
	struct evl_native_function *constructor = evl_native_function_new(realm, "process", 0, process_constructor);
	constructor->object.cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	evl_define_new(realm, prototype, EVL_NAME_constructor, evl_from_object(constructor), EVL_DATA_HIDDEN);
	evl_define_new(realm, (struct evl_object *)constructor, EVL_NAME_prototype, evl_from_object(prototype), 0);
	evl_define_rows(realm, prototype, &evl_node_emitter_rows);
	struct evl_object *process = host_object(realm, prototype);
	evl_define_rows(realm, process, &evl_node_process_rows);
	node->process = process;
	evl_value argv[2] = { evl_text_value(realm, "/usr/local/bin/node"), evl_text_value(realm, node->path) };
	evl_define_text(realm, process, "argv", evl_from_object(evl_array_from(realm, argv, 2)));
	evl_define_text(realm, process, "execArgv", evl_from_object(evl_array_new(realm, 0, 0)));
	evl_define_text(realm, process, "versions", evl_from_object(make_versions(realm)));
	evl_define_text(realm, process, "release", evl_from_object(make_release(realm)));
	for (int i = 0; i < 2; i++) {
		node->stdio[i] = with_rows(realm, i == 0 ? &evl_node_stdout_rows : &evl_node_stderr_rows);
		evl_define_text(realm, process, i == 0 ? "stdout" : "stderr", evl_from_object(node->stdio[i]));
	}
	struct evl_native_function *clock = evl_native_function_new(realm, "hrtime", 1, hrtime);
	evl_define_rows(realm, (struct evl_object *)clock, &hrtime_rows);
	evl_define_text(realm, process, "hrtime", evl_from_object(clock));
	struct evl_native_function *usage = evl_native_function_new(realm, "memoryUsage", 0, memory_usage);
	evl_define_rows(realm, (struct evl_object *)usage, &memory_usage_rows);
	evl_define_text(realm, process, "memoryUsage", evl_from_object(usage));
	return process;
}

bool evl_node_process_make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_node_process(realm));
	return true;
}
