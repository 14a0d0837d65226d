/* SPDX-License-Identifier: MIT */
/*
 * worker.c - what node/worker_threads and node/worker_main (host scripts) need of agents: a thread made and stopped, two pairs of ports between
 * it and the one that made it, what it is given, and its lines on their way to the thread that prints them.
 *
 * As in Node a worker's console does not write by itself: its lines are messages to the thread that made it, whose own output they are.
 *
 * Another process of Node's (node/node_program, node/forked) is an agent, too: with a pair of ports for its channel, one for its standard streams
 * where they are pipes, and a console that writes by itself.
 */
#include <string.h>

#include "console/console.h"
#include "host/agent.h"
#include "host/node/node.h"
#include "host/script.h"
#include "host/web/message.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/interp.h"
#include "vm/promise.h"
#include "vm/vm.h"

/* A worker, in the scratch memory of the realm that made it. */
struct evl_node_worker {
	struct evl_agent *agent;
	evl_value on_exit;   /* of the parent: called with the exit code */
	evl_value context;   /* of the parent: vm->async_context of its making */
	/* of the worker's realm */
	evl_value port, public_port, given;
	bool is_process; /* a forked process */
	struct evl_port *pipe;             /* of a process: the end where its output goes; NULL: it has none */
	bool piped[2];                     /* of standard output and error: do they go there? */
	const struct evl_block *done;      /* of a process that is waited for: memory whose first bytes become its exit code, NULL: nobody waits */
};

/* ------------------------------------------------------------------- threads */

/* A line of the worker's console: into its process.stdout or stderr. */
static bool print_line(struct evl_realm *realm, uint8_t stream, uint8_t method, const char *text, size_t length)
{
	evl_value ignored, values[3] = {
		evl_from_int(stream), evl_string_value(evl_string_from_utf8(realm, text, length)), evl_from_int(method)
	};
	if (values[1] == EVL_EMPTY || realm->halt != EVL_STATUS_OK)
		return true;
	if (!evl_host_script_call(realm, "node/worker_main", "writeLine", 3, values, &ignored) && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
	return true;
}

/* What a process writes to a pipe: a message [stream, text] to the one that reads it. */
static bool print_to_pipe(struct evl_realm *realm, uint8_t stream, uint8_t method, const char *text, size_t length)
{
	const struct evl_node_worker *worker = evl_node(realm)->worker;
	if (!worker->piped[stream])
		return false;
	struct evl_string *whole = evl_string_from_utf8(realm, text, length);
	if (whole != NULL && method != EVL_CONSOLE_WRITE)
		whole = evl_string_concat(realm, whole, evl_string_from_ascii(realm, "\n"));
	if (whole == NULL || realm->halt != EVL_STATUS_OK)
		return true;
	evl_value values[2] = { evl_from_int(stream), evl_string_value(whole) };
	if (!evl_port_send(realm, worker->pipe, evl_from_object(evl_array_from(realm, values, 2)), EVL_UNDEFINED, "") && realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
	return true;
}

static bool prepare(struct evl_realm *realm, struct evl_agent *agent)
{
	evl_node(realm)->worker = agent->data;
	evl_node(realm)->path = evl_node(agent->parent->realm)->path;
	evl_node(realm)->folder = evl_node_folder(agent->parent->realm);
	if (evl_node_is_thread(realm))
		realm->host->print = print_line;
	return true;
}

bool evl_node_is_thread(struct evl_realm *realm)
{
	const struct evl_node_worker *worker = evl_node(realm)->worker;
	return worker != NULL && !worker->is_process;
}

const char *evl_node_folder(struct evl_realm *realm)
{
	/* A thread is where its process is, whatever that was when it began. */
	while (evl_node_is_thread(realm))
		realm = evl_node(realm)->worker->agent->parent->realm;
	return evl_node(realm)->folder;
}

uint32_t evl_node_process_number(struct evl_realm *realm)
{
	const struct evl_node_worker *worker = evl_node(realm)->worker;
	return worker != NULL && worker->is_process ? worker->agent->number : 0;
}

static bool begin(struct evl_realm *realm, struct evl_agent *agent)
{
	const struct evl_node_worker *worker = agent->data;
	evl_value ignored;
	return evl_host_script_call(realm, worker->is_process ? "node/forked" : "node/worker_main", "begin", 0, NULL, &ignored);
}

static bool tell_exit(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value ignored;
	return evl_host_call(realm, task->callback, EVL_UNDEFINED, 1, task->values, &ignored);
}

enum { TEARDOWN = 1000 }; /* microseconds */

static void ended(struct evl_realm *realm, struct evl_agent *agent, int code)
{
	const struct evl_node_worker *worker = agent->data;
	struct evl_realm *parent = agent->parent->realm;
	evl_value values[1] = { evl_from_int(code) };
	if (agent->parent->state == EVL_AGENT_ENDED)
		return;
	if (worker->done != NULL) {
		int32_t status = code;
		memcpy(worker->done->bytes, &status, sizeof status);
		(void)realm->hooks.wake(realm, worker->done->bytes, 1);
		return;
	}
	uint32_t record = evl_agent_task_new(realm, parent, EVL_WORK_EVENT, worker->on_exit, EVL_UNDEFINED, 1, values, 0);
	struct evl_host_task *task = evl_host_task(parent->host, record);
	task->run = tell_exit;
	task->site = agent->site;
	task->context = worker->context;
	if (task->queued != EVL_NO_EVENT)
		parent->trace->events[task->queued].span = agent->site;
	(void)evl_agent_post(realm, parent, record, 0, TEARDOWN);
}

static const struct evl_agent_kind kind = {
	.work = EVL_WORK_SCRIPT, .delay = 30000, .prepare = prepare, .begin = begin, .ended = ended,
};

/* startWorker(given, transferList, onExit): [port, publicPort, number]; `given` is what the worker finds in workerStart(). */
static bool start_worker(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_worker *worker = evl_realm_scratch(realm, sizeof *worker);
	*worker = (struct evl_node_worker){ .on_exit = evl_arg(args, 2), .context = realm->vm->async_context, .given = EVL_UNDEFINED };
	*result = EVL_UNDEFINED;
	worker->agent = evl_agent_new(realm, &kind, worker);
	if (worker->agent == NULL)
		return false;
	struct evl_realm *to = worker->agent->realm;
	struct evl_port *port[2], *public_port[2];
	evl_value ports;
	if (!evl_message_copy(realm, to, NULL, evl_arg(args, 0), evl_arg(args, 1), "", &worker->given, &ports)) {
		worker->agent->state = EVL_AGENT_ENDED; /* nobody has heard of it */
		return false;
	}
	evl_port_pair(realm, to, &port[0], &port[1]);
	evl_port_pair(realm, to, &public_port[0], &public_port[1]);
	worker->port = evl_from_object(port[1]);
	worker->public_port = evl_from_object(public_port[1]);
	evl_value values[3] = { evl_from_object(port[0]), evl_from_object(public_port[0]), evl_from_uint32(worker->agent->number) };
	*result = evl_from_object(evl_array_from(realm, values, 3));
	return realm->halt == EVL_STATUS_OK;
}

/*
 * startFork(given, onExit, pipe, done): [port, number, end] of a process that finds the other end of the port and `given` in forkStart(). With
 * `pipe` there is one for its standard streams, too (pipeOutput). With `done`, an Int32Array of shared memory, it is waited for: its first
 * element becomes the exit code and whoever waits for it is woken, and onExit is not called.
 */
static bool start_fork(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_worker *worker = evl_realm_scratch(realm, sizeof *worker);
	*worker = (struct evl_node_worker){
		.on_exit = evl_arg(args, 1), .context = realm->vm->async_context, .given = EVL_UNDEFINED, .is_process = true,
	};
	*result = EVL_UNDEFINED;
	if (evl_is_typed_array(evl_arg(args, 3)))
		worker->done = evl_as_view(args->values[3])->block;
	worker->agent = evl_agent_new(realm, &kind, worker);
	if (worker->agent == NULL)
		return false;
	struct evl_realm *to = worker->agent->realm;
	struct evl_port *port[2], *pipe = NULL;
	evl_value ports;
	if (!evl_message_copy(realm, to, NULL, evl_arg(args, 0), EVL_UNDEFINED, "", &worker->given, &ports)) {
		worker->agent->state = EVL_AGENT_ENDED; /* nobody has heard of it */
		return false;
	}
	evl_port_pair(realm, to, &port[0], &port[1]);
	worker->port = evl_from_object(port[1]);
	if (evl_to_boolean(evl_arg(args, 2)))
		evl_port_pair(realm, to, &pipe, &worker->pipe);
	evl_value values[3] = {
		evl_from_object(port[0]), evl_from_uint32(worker->agent->number), pipe != NULL ? evl_from_object(pipe) : EVL_NULL,
	};
	*result = evl_from_object(evl_array_from(realm, values, 3));
	return realm->halt == EVL_STATUS_OK;
}

/* forkStart(): [port, given, end of the pipe or null] in a forked process; undefined in another. */
static bool fork_start(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_node_worker *worker = evl_node(realm)->worker;
	(void)args;
	*result = EVL_UNDEFINED;
	if (worker == NULL || !worker->is_process)
		return true;
	evl_value values[3] = { worker->port, worker->given, worker->pipe != NULL ? evl_from_object(worker->pipe) : EVL_NULL };
	*result = evl_from_object(evl_array_from(realm, values, 3));
	return true;
}

/* pipeOutput(stdout, stderr): which of its streams go from now on through the pipe that forkStart() gave. */
static bool pipe_output(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_worker *worker = evl_node(realm)->worker;
	*result = EVL_UNDEFINED;
	for (uint32_t i = 0; i < 2; i++)
		worker->piped[i] = worker->pipe != NULL && evl_to_boolean(evl_arg(args, i));
	realm->host->print = worker->piped[0] || worker->piped[1] ? print_to_pipe : NULL;
	return true;
}

/* stopWorker(number): it ends, with status 1 when it has begun. */
static bool stop_worker(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	struct evl_agent *agent = &evl_agent_of(realm)->realm->host->agents->first;
	while (agent != NULL && !(evl_is_number(evl_arg(args, 0)) && agent->number == (uint32_t)evl_number(args->values[0])))
		agent = agent->next;
	if (agent != NULL && agent->kind == &kind)
		evl_agent_stop(agent, agent->state == EVL_AGENT_WAITING ? 0 : 1);
	return true;
}

/* workerStart(): [port, publicPort, given, number] in a worker; undefined in the main thread. */
static bool worker_start(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_node_worker *worker = evl_node(realm)->worker;
	(void)args;
	*result = EVL_UNDEFINED;
	if (!evl_node_is_thread(realm))
		return true;
	evl_value values[4] = { worker->port, worker->public_port, worker->given, evl_from_uint32(worker->agent->number) };
	*result = evl_from_object(evl_array_from(realm, values, 4));
	return true;
}

/* --------------------------------------------------------------------- ports */

static struct evl_port *port_arg(const struct evl_args *args) { return evl_platform_cast(evl_arg(args, 0), EVL_PLATFORM_PORT); }

/* takeMessage(port): { message }; undefined when none waits, null when it is no port. */
static bool take_message(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = port_arg(args);
	evl_value data;
	*result = port != NULL ? EVL_UNDEFINED : EVL_NULL;
	if (port == NULL || !evl_port_take(realm, port, &data))
		return true;
	struct evl_object *object = evl_object_plain(realm);
	evl_define_text(realm, object, "message", data);
	*result = evl_from_object(object);
	return true;
}

/* drainPort(port): what waits in it is delivered now. */
static bool drain_port(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_port *port = port_arg(args);
	*result = EVL_UNDEFINED;
	return port == NULL || evl_port_drain(realm, port);
}

/* -------------------------------------------------------------------- output */

/* siteNumber(): the place of the call that the snippet is in, as a number that other threads understand. */
static bool site_number(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_uint32(evl_agent_site_number(realm));
	return true;
}

/* printAt(stream, text, method, site): what another thread wrote. */
static bool print_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_string(evl_arg(args, 1)) || !evl_is_number(evl_arg(args, 0)) || !evl_is_number(evl_arg(args, 2)) ||
	    !evl_is_number(evl_arg(args, 3)))
		return true;
	evl_host_print_at(realm, (uint8_t)evl_number(args->values[0]), evl_number(args->values[2]) < 0 ? EVL_CONSOLE_WRITE : (uint8_t)evl_number(args->values[2]), evl_as_string(args->values[1]),
			  evl_agent_site(realm, (uint32_t)evl_number(args->values[3])));
	return realm->halt == EVL_STATUS_OK;
}

/* -------------------------------------------------------------------- sources */

/* setMain(path): the path of the worker's main file, for process.argv and what is relative to it. */
static bool set_main(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *path = evl_value_text(realm, evl_arg(args, 0));
	*result = EVL_UNDEFINED;
	evl_node(realm)->path = evl_arena_copy(&realm->scratch, path, strlen(path) + 1);
	return true;
}

/* runModule(path[, text]): the main module of the worker. */
static bool run_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_promise *evaluation = NULL;
	const char *text = evl_is_string(evl_arg(args, 1)) ? evl_value_text(realm, args->values[1]) : NULL;
	*result = EVL_UNDEFINED;
	if (!realm->host->compile_module(realm, evl_value_text(realm, evl_arg(args, 0)), text, text != NULL ? strlen(text) : 0, &evaluation))
		return false;
	realm->host->agent->evaluation = evaluation;
	return true;
}

static const struct evl_row worker_row[] = {
	EVL_METHOD("startWorker", start_worker, 3),
	EVL_METHOD("startFork", start_fork, 4),
	EVL_METHOD("forkStart", fork_start, 0),
	EVL_METHOD("pipeOutput", pipe_output, 2),
	EVL_METHOD("stopWorker", stop_worker, 1),
	EVL_METHOD("workerStart", worker_start, 0),
	EVL_METHOD("takeMessage", take_message, 1),
	EVL_METHOD("drainPort", drain_port, 1),
	EVL_METHOD("siteNumber", site_number, 0),
	EVL_METHOD("printAt", print_at, 4),
	EVL_METHOD("setMain", set_main, 1),
	EVL_METHOD("runModule", run_module, 2),
};
const struct evl_rows evl_node_worker_binding = EVL_ROWS(worker_row);
