/* SPDX-License-Identifier: MIT */
/*
 * worker.c - dedicated workers (HTML, "Web workers"): Worker on a page, and what the global object of one has of its own.
 *
 * A worker is an agent (host/agent.h) with a port between both sides; the messages of its port are fired at the Worker object and at the
 * worker's global object. Scripts at blob: and data: addresses are known, and files beside the snippet.
 */
#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "builtins/dom_exception.h"
#include "host/agent.h"
#include "host/browser/browser.h"
#include "host/browser/resource.h"
#include "host/script.h"
#include "host/web/message.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/unknown.h"
#include "vm/interp.h"

enum { BEGINS_AFTER = 8000 }; /* microseconds from new Worker() to its script, typical */

struct evl_worker {
	struct evl_target target;
	struct evl_realm *maker;   /* where the Worker object is */
	struct evl_agent *agent;
	struct evl_port *outer, *inner; /* of the maker and of the worker */
	const char *name, *path, *text; /* path: of a file, or the address */
	size_t length;
	bool is_module, is_file;
	bool closing;
	bool is_service;           /* a service worker: scripts of the host talk over the ports */
	const char *scope, *url;   /* of such a one */
};

/* ------------------------------------------------------------------ sources */

/*
 * The text of the script at `address`. *path: what it is called. False: an exception is pending, the run halts, or (*found false) there is
 * none at that address.
 */
static bool read_script(struct evl_realm *realm, const char *address, const char **path, const char **text, size_t *length, bool *is_file,
			bool *found)
{
	struct evl_host *host = realm->host;
	*found = true;
	*is_file = false;
	*path = address;
	if (strncmp(address, "blob:", 5) == 0 || strncmp(address, "data:", 5) == 0) {
		evl_value url = evl_platform_text(realm, address), value;
		if (!evl_host_script_call(realm, "browser/network", "scriptText", 1, &url, &value))
			return false;
		if (!evl_is_string(value)) {
			*found = false;
			return address[0] == 'd' || evl_not_covered(realm, "a script at an address that another thread made");
		}
		*text = evl_string_utf8(realm, evl_as_string(value));
		*length = strlen(*text);
		return true;
	}
	const struct evl_source *source = &realm->trace->sources[0];
	const char *specifier = evl_unknown_text(realm, "%s%s", address[0] == '.' ? "" : address[0] == '/' ? "." : "./", address);
	if (strstr(address, "://") != NULL)
		return evl_not_covered(realm, evl_unknown_text(realm, "the script of a worker at %s", address));
	*is_file = true;
	if (host->read_source == NULL ||
	    !host->read_source(realm, source->path != NULL ? source->path : source->name, specifier, path, text, length))
		return evl_not_covered(realm, evl_unknown_text(realm, "the script of a worker, %s, which is not beside the snippet", address));
	return true;
}

/* -------------------------------------------------------------------- agent */

static bool prepare(struct evl_realm *realm, struct evl_agent *agent)
{
	struct evl_worker *worker = agent->data;
	struct evl_page *page = evl_page(realm);
	worker->agent = agent;
	page->worker = worker;
	page->ready_state = EVL_PAGE_COMPLETE;
	evl_port_pair(worker->maker, realm, &worker->outer, &worker->inner);
	worker->outer->at = &worker->target;
	worker->inner->at = worker->is_service ? NULL : evl_web(realm)->window;
	evl_port_begin(worker->maker, worker->outer);
	if (!worker->is_service)
		evl_define_new(realm, realm->global, evl_platform_intern(realm, "name"), evl_platform_text(realm, worker->name), EVL_DATA_DEFAULT);
	return true;
}

static bool run_text(struct evl_realm *realm, const char *name, const char *text, size_t length)
{
	const struct evl_template *code;
	const char *outer = realm->host->script_name;
	evl_value ignored;
	realm->host->script_name = name;
	bool ok = realm->host->compile_script_text(realm, text, length, &code);
	realm->host->script_name = outer;
	return ok && evl_run_template(realm, code, NULL, evl_from_object(realm->global), 0, NULL, &ignored);
}

/* Give the global object of a service worker what it has, which js/service_worker_scope.js makes. */
static bool begin_service(struct evl_realm *realm, const struct evl_worker *worker)
{
	evl_value values[3] = { evl_from_object(worker->inner), evl_platform_text(realm, worker->scope), evl_platform_text(realm, worker->url) }, own;
	struct evl_key_list keys;
	if (!evl_host_script_call(realm, "browser/service_worker_scope", "start", 3, values, &own) ||
	    !evl_own_keys(realm, evl_as_object(own), &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor property = { .has_value = true, .writable = true, .has_writable = true, .enumerable = true, .has_enumerable = true,
						   .configurable = true, .has_configurable = true };
		if (!evl_object_get(realm, evl_as_object(own), keys.keys[i], own, &property.value) ||
		    !evl_define_or_throw(realm, realm->global, keys.keys[i], &property))
			return false;
	}
	return true;
}

static bool begin(struct evl_realm *realm, struct evl_agent *agent)
{
	struct evl_worker *worker = agent->data;
	if (worker->is_service && !begin_service(realm, worker))
		return false;
	if (!evl_page(realm)->has_workers)
		realm->host->loop.referenced++; /* it ends by close() and terminate() only */
	evl_page(realm)->has_workers = true;
	/* Messages come when its script has run. */
	bool ok = worker->is_module ? realm->host->compile_module(realm, worker->path, worker->is_file ? NULL : worker->text, worker->length,
								  &agent->evaluation) :
				      run_text(realm, worker->path, worker->text, worker->length);
	if (realm->halt == EVL_STATUS_OK && !worker->closing)
		evl_port_begin(realm, worker->inner);
	evl_value port = evl_from_object(worker->inner), ignored;
	return ok && (!worker->is_service || evl_host_script_call(realm, "browser/service_worker_scope", "ran", 1, &port, &ignored));
}

static void ended(struct evl_realm *realm, struct evl_agent *agent, int code)
{
	struct evl_worker *worker = agent->data;
	(void)realm;
	(void)code;
	worker->inner->closed = true;
}

static const struct evl_agent_kind kind = {
	.profile = &evl_host_worker, .work = EVL_WORK_SCRIPT, .delay = BEGINS_AFTER, .prepare = prepare, .begin = begin, .ended = ended,
};

static const struct evl_agent_kind service_kind = {
	.profile = &evl_host_service_worker, .work = EVL_WORK_SCRIPT, .delay = BEGINS_AFTER, .prepare = prepare, .begin = begin, .ended = ended,
};

/* ------------------------------------------------------------------- errors */

/* At the maker: an error event at the Worker, then at the global object, then in the console. */
static bool tell_error(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_worker *worker = (struct evl_worker *)evl_target_of(realm, task->this_value);
	evl_value values[5];
	bool goes_on = true;
	memcpy(values, task->values, sizeof values);
	if (worker->outer->closed)
		return true;
	for (int i = 0; i < (worker->is_service ? 1 : 2) && goes_on; i++) {
		struct evl_target *target = i == 0 ? &worker->target : evl_web(realm)->window;
		struct evl_dom_event *event = evl_event_new(realm, "ErrorEvent", "error", EVL_DOM_TRUSTED | EVL_DOM_CANCELABLE);
		evl_event_set(realm, event, "message", values[0]);
		evl_event_set(realm, event, "filename", values[1]);
		evl_event_set(realm, event, "lineno", values[2]);
		evl_event_set(realm, event, "colno", values[3]);
		evl_event_set(realm, event, "error", EVL_NULL);
		if (!evl_event_dispatch(realm, target, event, &goes_on))
			return false;
	}
	if (!goes_on && !worker->is_service)
		return true;
	const char *text = evl_string_utf8(realm, evl_as_string(values[4]));
	if (evl_page(realm)->worker != NULL) {
		evl_place place = { (uint32_t)evl_number(values[2]), (uint32_t)evl_number(values[3]) };
		evl_worker_report(realm, evl_string_utf8(realm, evl_as_string(values[0])), evl_string_utf8(realm, evl_as_string(values[1])), place,
				  text, strlen(text), evl_span_none());
	} else {
		evl_host_print_error(realm, text, strlen(text), evl_span_none(), false);
	}
	return realm->halt == EVL_STATUS_OK;
}

void evl_worker_report(struct evl_realm *realm, const char *message, const char *file, evl_place place, const char *text, size_t length,
		       evl_span span)
{
	struct evl_worker *worker = evl_page(realm)->worker;
	struct evl_realm *maker = worker->maker;
	(void)span;
	evl_value values[5] = { evl_platform_text(maker, message), evl_platform_text(maker, file), evl_from_uint32(place.line),
				evl_from_uint32(place.column), evl_string_value(evl_string_from_utf8(maker, text, length)) };
	uint32_t record = evl_agent_task_new(realm, maker, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(worker), 5, values, 0);
	evl_host_task(maker->host, record)->run = tell_error;
	if (worker->outer->lane == 0)
		worker->outer->lane = evl_agent_lane(realm);
	(void)evl_agent_post(realm, maker, record, worker->outer->lane, EVL_AGENT_LATENCY);
}

/* ------------------------------------------------------------------- Worker */

static bool read_option(struct evl_realm *realm, evl_value options, const char *name, const char **out)
{
	evl_value value;
	struct evl_string *text;
	if (!evl_is_object(options))
		return true;
	if (!evl_get(realm, options, evl_platform_intern(realm, name), &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_string(realm, value, &text))
		return false;
	*out = evl_string_utf8(realm, text);
	return true;
}

/* A new worker object, whose agent begins soon. False: an exception is pending or the run halts. */
static bool start_worker(struct evl_realm *realm, struct evl_worker *worker)
{
	worker->maker = realm;
	if (!evl_page(realm)->has_workers)
		realm->host->loop.referenced++; /* the page goes on as long as one of its workers has something to do */
	evl_page(realm)->has_workers = true;
	return evl_agent_new(realm, worker->is_service ? &service_kind : &kind, worker) != NULL;
}

static bool worker_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *address;
	const char *type = "classic", *name = "", *path, *text = NULL;
	size_t length = 0;
	bool is_file, found;
	if (!evl_platform_require_new(realm, args) || !evl_platform_require_args(realm, args, 1, "Worker", NULL) ||
	    !evl_to_string(realm, args->values[0], &address) || !read_option(realm, evl_arg(args, 1), "name", &name) ||
	    !read_option(realm, evl_arg(args, 1), "type", &type))
		return false;
	if (strcmp(type, "classic") != 0 && strcmp(type, "module") != 0)
		return evl_platform_type_error(realm, "Failed to construct 'Worker': Failed to read the 'type' property from 'WorkerOptions': The "
						      "provided value '%s' is not a valid enum value of type WorkerType.", type);
	if (!read_script(realm, evl_string_utf8(realm, address), &path, &text, &length, &is_file, &found))
		return false;
	if (!found)
		return evl_not_covered(realm, "a worker whose script cannot be had");
	struct evl_worker *worker =
		evl_platform_new(realm, EVL_PLATFORM_WORKER, sizeof *worker, args->new_target, EVL_INTRINSIC_WORKER_PROTOTYPE);
	if (worker == NULL)
		return false;
	worker->name = name;
	worker->path = path;
	worker->text = text;
	worker->length = length;
	worker->is_file = is_file;
	worker->is_module = type[0] == 'm';
	*result = evl_from_object(worker);
	return start_worker(realm, worker);
}

/* serviceFile(address): [is the script of a service worker there?, its path beside the page; undefined: it is assumed] */
static bool service_file(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *address;
	const char *text;
	size_t length;
	if (!evl_to_string(realm, evl_arg(args, 0), &address))
		return false;
	bool beside = evl_resource_file(realm, evl_string_utf8(realm, address), &text, &length), there = beside;
	if (!beside && !evl_page(realm)->given) {
		there = evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, 2, 0, realm->now) == 0;
		evl_host_note(realm, evl_span_none(), evl_unknown_text(realm, "assuming that the service worker %s is %s", evl_string_utf8(realm, address),
								       there ? "there, and does nothing" : "not there"));
	}
	evl_value values[2] = { evl_from_bool(there), beside ? evl_from_string(address) : EVL_UNDEFINED };
	*result = evl_from_object(evl_array_from(realm, values, 2));
	return true;
}

/* serviceThread(address, url, scope): a thread that runs the script of a service worker, as a Worker that the host's script talks to. */
static bool service_thread(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *address, *url, *scope;
	bool found;
	if (!evl_to_string(realm, evl_arg(args, 0), &address) || !evl_to_string(realm, evl_arg(args, 1), &url) ||
	    !evl_to_string(realm, evl_arg(args, 2), &scope))
		return false;
	struct evl_worker *worker = evl_platform_new(realm, EVL_PLATFORM_WORKER, sizeof *worker, EVL_UNDEFINED, EVL_INTRINSIC_WORKER_PROTOTYPE);
	if (worker == NULL)
		return false;
	*result = evl_from_object(worker);
	worker->name = "";
	worker->is_service = true;
	worker->scope = evl_string_utf8(realm, scope);
	worker->url = evl_string_utf8(realm, url);
	worker->path = worker->url;
	worker->text = "";
	return (evl_is_undefined(evl_arg(args, 0)) || read_script(realm, evl_string_utf8(realm, address), &worker->path, &worker->text,
								  &worker->length, &worker->is_file, &found)) &&
	       start_worker(realm, worker);
}

static const struct evl_row service_row[] = {
	EVL_METHOD("serviceFile", service_file, 1),
	EVL_METHOD("serviceThread", service_thread, 3),
};
const struct evl_rows evl_page_service_binding = EVL_ROWS(service_row);

/* The second argument of postMessage: a list, a dictionary, or nothing. */
static bool check_transfer(struct evl_realm *realm, evl_value transfer, const char *interface)
{
	return evl_is_undefined(transfer) || evl_is_null(transfer) || evl_is_object(transfer) ||
	       evl_platform_type_error(realm, "Failed to execute 'postMessage' on '%s': Overload resolution failed.", interface);
}

static bool worker_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_worker *worker = evl_platform_receiver(realm, args, EVL_PLATFORM_WORKER);
	*result = EVL_UNDEFINED;
	return worker != NULL && evl_platform_require_args(realm, args, 1, "Worker", "postMessage") &&
	       check_transfer(realm, evl_arg(args, 1), "Worker") &&
	       evl_port_send(realm, worker->outer, args->values[0], evl_arg(args, 1), "Failed to execute 'postMessage' on 'Worker': ");
}

static bool worker_terminate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_worker *worker = evl_platform_receiver(realm, args, EVL_PLATFORM_WORKER);
	*result = EVL_UNDEFINED;
	if (worker == NULL)
		return false;
	worker->outer->closed = true;
	evl_agent_stop(worker->agent, 0);
	return true;
}

static const struct evl_row worker_row[] = {
	EVL_HANDLER("onmessage"),
	EVL_OPERATION("postMessage", worker_post, 1),
	EVL_OPERATION("terminate", worker_terminate, 0),
	EVL_HANDLER("onerror"),
	EVL_TAG_ROW("Worker"),
};
const struct evl_family evl_family_WORKER = {
	.name = "Worker",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = worker_construct,
	.length = 1,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.prototype = EVL_ROWS(worker_row),
};

static const struct evl_row page_row[] = { EVL_INTERFACE_ROW("Worker", WORKER) };
const struct evl_rows evl_page_worker_rows = EVL_ROWS(page_row);

/* ------------------------------------------------------- the global object */

static bool scope_post(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char interface[] = "DedicatedWorkerGlobalScope";
	*result = EVL_UNDEFINED;
	return evl_platform_require_args(realm, args, 1, interface, "postMessage") && check_transfer(realm, evl_arg(args, 1), interface) &&
	       evl_port_send(realm, evl_page(realm)->worker->inner, args->values[0], evl_arg(args, 1),
			     "Failed to execute 'postMessage' on 'DedicatedWorkerGlobalScope': ");
}

/* close(): what runs now comes to its end, with its microtasks; no further task is run. */
static bool scope_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_worker *worker = evl_page(realm)->worker;
	(void)args;
	*result = EVL_UNDEFINED;
	worker->closing = worker->agent->stopping = true;
	worker->inner->closed = true;
	return true;
}

static bool import_one(struct evl_realm *realm, const struct evl_worker *worker, const char *address)
{
	const char *path, *text;
	size_t length;
	bool is_file, found;
	if (!worker->is_file && strchr(address, ':') == NULL)
		return evl_dom_exception_throw(realm, evl_unknown_text(realm, "Failed to execute 'importScripts' on 'WorkerGlobalScope': The URL '%s' is invalid.", address), "SyntaxError");
	return read_script(realm, address, &path, &text, &length, &is_file, &found) &&
	       (found ? run_text(realm, path, text, length) :
			evl_dom_exception_throw(realm, evl_unknown_text(realm, "Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '%s' failed to load.", address), "NetworkError"));
}

static bool import_scripts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_worker *worker = evl_page(realm)->worker;
	*result = EVL_UNDEFINED;
	if (worker->is_module)
		return evl_platform_type_error(realm, "Failed to execute 'importScripts' on 'WorkerGlobalScope': Module scripts don't support importScripts().");
	for (uint32_t i = 0; i < args->count; i++) {
		struct evl_string *address;
		if (!evl_to_string(realm, args->values[i], &address) || !import_one(realm, worker, evl_string_utf8(realm, address)))
			return false;
	}
	return true;
}

static const struct evl_row scope_row[] = {
	EVL_OPERATION("postMessage", scope_post, 1),
	EVL_OPERATION("close", scope_close, 0),
	EVL_OPERATION("importScripts", import_scripts, 0),
};
const struct evl_rows evl_worker_scope_rows = EVL_ROWS(scope_row);

static const struct evl_row handler_row[] = {
	EVL_HANDLER("onmessage"), EVL_HANDLER("onmessageerror"), EVL_HANDLER("onerror"), EVL_HANDLER("onlanguagechange"), EVL_HANDLER("onoffline"),
	EVL_HANDLER("ononline"), EVL_HANDLER("onrejectionhandled"), EVL_HANDLER("onunhandledrejection"),
};
const struct evl_rows evl_worker_handler_rows = EVL_ROWS(handler_row);
