/* SPDX-License-Identifier: MIT */
/*
 * calling_lines.c - the lines of Node's own files that call what a program
 * queued. An error that such a callback throws without a frame of the program's
 * (it is a class, or a function of the library) is reported from there.
 */
#include "builtins/dom_exception.h"
#include "host/node/node.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* process.nextTick, by the number of arguments; the last: any more (node:internal/process/task_queues, processTicksAndRejections). */
static const char *const tick_lines[] = {
	"internal/process/task_queues:77          ^callback();",
	"internal/process/task_queues:81            case 1: ^callback(args[0]); break;",
	"internal/process/task_queues:82            case 2: ^callback(args[0], args[1]); break;",
	"internal/process/task_queues:83            case 3: ^callback(args[0], args[1], args[2]); break;",
	"internal/process/task_queues:84            case 4: ^callback(args[0], args[1], args[2], args[3]); break;",
	"internal/process/task_queues:85            default: ^callback(...args);",
};

enum { TICK_LINES = sizeof tick_lines / sizeof tick_lines[0] };

static const char *line_of_task(struct evl_realm *realm, enum evl_work work)
{
	const struct evl_host_task *task = evl_host_task(realm->host, realm->host->running);
	const struct evl_host_object *timer = evl_node_as_timer(task->this_value);
	if (work == EVL_WORK_NEXT_TICK && task->run == NULL)
		return tick_lines[task->count < TICK_LINES ? task->count : TICK_LINES - 1];
	if (timer == NULL)
		return NULL;
	if (work == EVL_WORK_IMMEDIATE)
		return timer->count == 0 ? "internal/timers:483          immediate.^_onImmediate();" :
					   "internal/timers:485          immediate.^_onImmediate(...argv);";
	if (work != EVL_WORK_TIMER && work != EVL_WORK_INTERVAL)
		return NULL;
	return timer->count == 0 ? "internal/timers:581          timer.^_onTimeout();" :
				   "internal/timers:583          ^ReflectApply(timer._onTimeout, timer, args);";
}

const char *evl_node_calling_line(struct evl_realm *realm, enum evl_origin origin)
{
	enum evl_work work = evl_node_running_work(realm);
	if (realm->vm->frame != NULL || realm->vm->native_call != NULL)
		return NULL;
	if (origin == EVL_ORIGIN_MICROTASK)
		return "internal/process/task_queues:140      ^callback();";
	return origin == EVL_ORIGIN_TASK && realm->host->running != 0 ? line_of_task(realm, work) : NULL;
}

void evl_node_leave_library_frames(evl_value reason)
{
	if (!evl_is_class(reason, EVL_CLASS_ERROR) || evl_is_dom_exception(reason))
		return;
	struct evl_error *error = evl_pointer(reason);
	struct evl_stack_frames *frames = (struct evl_stack_frames *)(void *)error->frames;
	if (frames == NULL || !evl_is_lazy(error->object.slots[EVL_ERROR_SLOT_STACK]))
		return;
	for (uint32_t i = 0; i < frames->count; i++)
		if (frames->frames[i].span.start != UINT32_MAX)
			return;
	frames->count = 0;
	error->host_frames = true;
}
