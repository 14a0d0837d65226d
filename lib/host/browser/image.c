/* SPDX-License-Identifier: MIT */
/*
 * image.c - <img>: its loading (HTML, "updating the image data") and what it says of itself.
 */
#include "host/browser/image.h"

#include <string.h>

#include "host/browser/controls.h"
#include "host/browser/node.h"
#include "host/browser/resource.h"
#include "host/script.h"
#include "value/convert.h"
#include "vm/job.h"
#include "vm/stack.h"

#define RECEIVER(element)                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);             \
	if (element == NULL)                                                                         \
	return false

/* An address whose image the page has: HTML, "list of available images". */
struct evl_page_image {
	struct evl_page_image *next;
	struct evl_string *address;
};

/* Bits of a task's handle: the image is good; the load event of the window waits for it. The image's turn stands above them. */
enum { OK = 1, AWAITED = 2, TURN_SHIFT = 2 };

static bool is_available(struct evl_realm *realm, struct evl_string *address)
{
	for (const struct evl_page_image *image = evl_page(realm)->images; image != NULL; image = image->next)
		if (evl_string_equals(realm, image->address, address))
			return true;
	return false;
}

static void keep(struct evl_realm *realm, struct evl_string *address)
{
	struct evl_page *page = evl_page(realm);
	if (is_available(realm, address))
		return;
	struct evl_page_image *image = evl_arena_alloc(&realm->scratch, sizeof *image);
	*image = (struct evl_page_image){ page->images, address };
	page->images = image;
}

/* Does the address hold data? One without a comma fails as what comes from outside does. */
static bool is_data(const char *address) { return strncmp(address, "data:", 5) == 0 && strchr(address, ',') != NULL; }

/* Does the data in the address begin as that of an image? */
static bool is_good_data(const char *address)
{
	static const char *const known[] = { ";base64,iVBOR", ";base64,R0lGOD", ";base64,/9j/", "data:image/svg" };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strstr(address, known[i]) != NULL)
			return true;
	return false;
}

static void settle(struct evl_realm *realm, struct evl_dom_node *image, bool ok)
{
	image->script_done = true;
	image->image_ok = ok;
	if (ok)
		keep(realm, evl_element_get(realm, image, "src"));
}

/* Its event, unless it was given another address in the meantime. */
static bool fire_loaded(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_node *image = evl_pointer(task->this_value);
	bool ok = (task->handle & OK) != 0, awaited = (task->handle & AWAITED) != 0;
	if (task->handle >> TURN_SHIFT == image->image_turn) {
		settle(realm, image, ok);
		if (!evl_event_fire(realm, &image->target, "Event", ok ? "load" : "error", EVL_DOM_TRUSTED))
			return false;
	}
	if (awaited)
		evl_resource_arrived(realm);
	return true;
}

static void post_event(struct evl_realm *realm, struct evl_dom_node *image, bool ok, enum evl_task_source source, int64_t delay)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(image), 0, NULL, delay);
	bool awaited = evl_page(realm)->ready_state != EVL_PAGE_COMPLETE;
	if (awaited)
		evl_resource_awaited(realm);
	evl_host_task(realm->host, record)->run = fire_loaded;
	evl_host_task(realm->host, record)->handle = (ok ? (uint32_t)OK : 0u) | (awaited ? (uint32_t)AWAITED : 0u) | image->image_turn << TURN_SHIFT;
	evl_host_post(realm, record, source, delay);
}

/* The microtask of "update the image data": what an address holds itself is there at once, and nothing is where there is none. */
static bool read_data(struct evl_realm *realm, evl_value argument)
{
	struct evl_dom_node *image = evl_pointer(argument);
	struct evl_string *source = evl_element_get(realm, image, "src");
	const char *address = source != NULL ? evl_string_utf8(realm, source) : "";
	bool ok = is_data(address) && is_good_data(address);
	if (image->script_done || source == NULL || (source->length != 0 && !is_data(address)))
		return true; /* it has changed since */
	settle(realm, image, ok);
	post_event(realm, image, ok, EVL_SOURCE_DOM, 0);
	return true;
}

void evl_image_load(struct evl_realm *realm, struct evl_dom_node *image)
{
	struct evl_string *source = evl_element_get(realm, image, "src");
	image->script_done = image->image_ok = false;
	image->image_turn++;
	if (source == NULL)
		return;
	image->image_asked = true;
	const char *address = evl_string_utf8(realm, source);
	int64_t delay;
	if (is_available(realm, source)) {
		settle(realm, image, true);
		post_event(realm, image, true, EVL_SOURCE_DOM, 0);
	} else if (source->length == 0 || is_data(address)) {
		evl_job_queue(realm,
			      (struct evl_job){ .kind = EVL_JOB_NATIVE, .work = EVL_WORK_EVENT, .span = evl_stack_site(realm), .callee = EVL_UNDEFINED,
						.target = EVL_UNDEFINED, .argument = evl_from_object(image), .native = read_data },
			      EVL_NO_EVENT);
	} else {
		bool ok = evl_resource_comes(realm, address, "image", &delay) && strncmp(address, "data:", 5) != 0;
		post_event(realm, image, ok, EVL_SOURCE_NETWORK, delay);
	}
}

/* ------------------------------------------------------------------ members */

/* naturalWidth, naturalHeight; width and height, which a page that is laid out could have other. */
bool evl_image_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(image);
	const char *name = evl_platform_name(args);
	bool natural = name[0] == 'n', vertical = strstr(name, "eight") != NULL;
	if (!natural && evl_element_has(realm, image, vertical ? "height" : "width"))
		return evl_reflect_get(realm, args, result);
	*result = evl_from_int(0);
	if (!natural && evl_element_drawn(realm, image) && (evl_element_has(realm, image, "style") || !image->image_ok))
		return evl_not_covered(realm, "sizes of images in a page");
	if (!image->image_ok)
		return true;
	evl_value values[2] = { evl_from_string(evl_element_get(realm, image, "src")), evl_from_bool(vertical) };
	return evl_host_script_call(realm, "browser/images", "size", 2, values, result);
}

bool evl_image_decode(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(image);
	evl_value values[2] = { evl_from_object(image), evl_from_bool(image->image_ok) };
	return evl_host_script_call(realm, "browser/images", "decode", 2, values, result);
}

bool evl_image_complete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(image);
	struct evl_string *source = evl_element_get(realm, image, "src");
	*result = evl_from_bool(source == NULL || source->length == 0 || image->script_done);
	return true;
}
