/* SPDX-License-Identifier: MIT */
/*
 * files.c - what node:fs sees of real files: those in the folder of the snippet, which are only read.
 *
 * Everything else (what the snippet writes, which it keeps in memory) is node/fs's own, a host script. Other folders of the machine
 * are no part of the model: their files are taken to be absent, which is noted.
 */
#include <string.h>

#include "host/node/node.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "vm/stack.h"

static const char *path_arg(struct evl_realm *realm, const struct evl_args *args)
{
	return evl_value_text(realm, evl_arg(args, 0));
}

/* Does this absolute path lie in the snippet's own folder (or is that folder)? */
static bool is_own(struct evl_realm *realm, const char *path)
{
	const char *own = evl_node(realm)->path, *slash = strrchr(own, '/');
	if (own[0] != '/' || slash == NULL || slash == own)
		return false;
	size_t length = (size_t)(slash - own);
	return strncmp(path, own, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static bool read_own(struct evl_realm *realm, const char *path, const char **text, size_t *length)
{
	const char *found;
	struct evl_host *host = realm->host;
	return is_own(realm, path) && host->read_source != NULL && host->read_source(realm, evl_node(realm)->path, path, &found, text, length) &&
	       is_own(realm, found);
}

/* fileBytes(path): a new Uint8Array; undefined when there is no such file. */
static bool file_bytes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *text;
	size_t length;
	*result = EVL_UNDEFINED;
	if (!read_own(realm, path_arg(realm, args), &text, &length))
		return true;
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, (double)length, -1);
	if (buffer == NULL)
		return false;
	if (length != 0)
		memcpy(buffer->block->bytes, text, length);
	*result = evl_from_object(evl_typed_array_new(realm, EVL_TYPED_UINT8, NULL, buffer, 0, (int64_t)length));
	return true;
}

/* standardInput(): what it holds; undefined when that is not known. */
static bool standard_input(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_host *host = realm->host;
	(void)args;
	*result = EVL_UNDEFINED;
	if (host->input == NULL || host->input_length == 0)
		return true;
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, (double)host->input_length, -1);
	if (buffer == NULL)
		return false;
	memcpy(buffer->block->bytes, host->input, host->input_length);
	*result = evl_from_object(evl_typed_array_new(realm, EVL_TYPED_UINT8, NULL, buffer, 0, (int64_t)host->input_length));
	return true;
}

/* folderText(path): its names, one a line, folders with a final "/"; undefined when there is no such folder. */
static bool folder_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *path = path_arg(realm, args), *text;
	size_t length = strlen(path), text_length;
	char *asked = evl_realm_scratch(realm, length + 2);
	memcpy(asked, path, length);
	asked[length] = '/';
	asked[length + 1] = '\0';
	*result = EVL_UNDEFINED;
	if (!read_own(realm, asked, &text, &text_length))
		return true;
	*result = evl_string_value(evl_string_from_utf8(realm, text, text_length));
	return *result != EVL_EMPTY;
}

/* assumeAbsent(path): a note, once, for a path that lies elsewhere. */
static bool assume_absent(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	*result = EVL_UNDEFINED;
	if (is_own(realm, path_arg(realm, args)))
		return true;
	if (!node->absence_noted)
		evl_host_note(realm, evl_stack_site(realm), "files outside of the snippet's folder are taken to be absent: what is there is the machine's");
	node->absence_noted = true;
	return true;
}

/* Call back in the poll phase, when an operation is done that usually takes so long; `free_order`: nobody fixes when. */
static bool queue_poll(struct evl_realm *realm, const struct evl_args *args, bool free_order, evl_value *result)
{
	struct evl_host *host = realm->host;
	evl_value micro = evl_arg(args, 1);
	int64_t delay = evl_is_number(micro) ? (int64_t)evl_number(micro) : 0;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, evl_arg(args, 0), EVL_UNDEFINED, 0, NULL, delay);
	struct evl_host_task *task = evl_host_task(host, record);
	task->values = evl_host_copy_values(realm, args, 2, &task->count);
	task->task = delay > 0 ? evl_loop_arm(&host->loop, EVL_NODE_QUEUE_PENDING_IO, delay, false, record) :
				 evl_loop_post(&host->loop, EVL_NODE_QUEUE_POLL, record);
	if (delay > 0 && free_order)
		evl_loop_set_free(&host->loop, task->task);
	*result = evl_from_uint32(record);
	return true;
}

/* io(callback, microseconds): an operation of its own. */
static bool queue_io(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return queue_poll(realm, args, true, result);
}

/* wire(callback, microseconds): a piece of something whose pieces keep their order, such as a connection. */
static bool queue_wire(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return queue_poll(realm, args, false, result);
}

/* goOn(callback): right after the running callback and its ticks and jobs, as the next part of what has come in the poll phase. */
static bool queue_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, evl_arg(args, 0), EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(host, record)->task = evl_loop_post_next(&host->loop, EVL_NODE_QUEUE_POLL, record);
	*result = EVL_UNDEFINED;
	return true;
}

/* closing(callback, ...values): in the close phase. */
static bool queue_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, evl_arg(args, 0), EVL_UNDEFINED, 0, NULL, 0);
	struct evl_host_task *task = evl_host_task(host, record);
	task->values = evl_host_copy_values(realm, args, 1, &task->count);
	task->task = evl_loop_post(&host->loop, EVL_NODE_QUEUE_CLOSE, record);
	*result = EVL_UNDEFINED;
	return true;
}

/* late(microseconds): asking for something in the main script puts off the first turn of the loop. */
static bool put_off(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (evl_is_number(evl_arg(args, 0)))
		evl_loop_delay_start(&realm->host->loop, (int64_t)evl_number(args->values[0]));
	return true;
}

uint32_t evl_node_hold(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	struct evl_host_task *task = evl_host_task(host, record);
	task->task = evl_loop_post(&host->loop, EVL_NODE_QUEUE_HELD, record);
	return record;
}

void evl_node_release(struct evl_realm *realm, uint32_t number)
{
	if (number >= 1 && number <= realm->host->task_count)
		evl_host_task_cancel(realm, number);
}

/* hold(): keeps the process alive until release(number). */
static bool hold(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_uint32(evl_node_hold(realm));
	return true;
}

static bool release(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_value number = evl_arg(args, 0);
	if (evl_is_number(number) && evl_number(number) >= 1)
		evl_node_release(realm, (uint32_t)evl_number(number));
	return true;
}

/* The text of a stack that was read already keeps its first lines only. */
static void cut_frames(struct evl_realm *realm, struct evl_object *error)
{
	static const char at[] = "\n    at ";
	evl_value stack = error->slots[EVL_ERROR_SLOT_STACK];
	if (!evl_is_string(stack))
		return;
	const char *text = evl_string_utf8(realm, evl_as_string(stack)), *frames = strstr(text, at);
	struct evl_string *head = frames != NULL ? evl_string_from_utf8(realm, text, (size_t)(frames - text)) : NULL;
	if (head != NULL)
		error->slots[EVL_ERROR_SLOT_STACK] = evl_from_string(head);
}

/* withoutStack(error): as native code makes errors outside of any script. */
static bool without_stack(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_arg(args, 0);
	if (evl_is_class(*result, EVL_CLASS_ERROR)) {
		cut_frames(realm, evl_as_object(*result));
		((struct evl_error *)evl_pointer(*result))->frames = NULL;
		((struct evl_error *)evl_pointer(*result))->host_frames = false;
		if (*result == evl_node(realm)->internal_error)
			evl_node(realm)->internal_read = true; /* passed on, nothing tells where it was made */
	}
	return true;
}

static const struct evl_row file_row[] = {
	EVL_METHOD("fileBytes", file_bytes, 1),
	EVL_METHOD("standardInput", standard_input, 0),
	EVL_METHOD("folderText", folder_text, 1),
	EVL_METHOD("assumeAbsent", assume_absent, 1),
	EVL_METHOD("io", queue_io, 2),
	EVL_METHOD("wire", queue_wire, 2),
	EVL_METHOD("goOn", queue_next, 1),
	EVL_METHOD("closing", queue_close, 1),
	EVL_METHOD("hold", hold, 0),
	EVL_METHOD("release", release, 1),
	EVL_METHOD("late", put_off, 1),
	EVL_METHOD("withoutStack", without_stack, 1),
};
const struct evl_rows evl_node_file_binding = EVL_ROWS(file_row);
