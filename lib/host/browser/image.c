/* SPDX-License-Identifier: MIT */
/*
 * image.c - what an image shows and when it says so (HTML, "Updating the image data"): one that the page has loaded before
 * is there at once, and only its event comes later; of several addresses in a row only the last has events.
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/resource.h"
#include "value/string.h"

/* HTML, "list of available images": their addresses, as they were given. */
struct evl_page_image {
	struct evl_page_image *next;
	const char *address;
};

static bool is_available(struct evl_realm *realm, const char *address)
{
	for (const struct evl_page_image *at = evl_page(realm)->images; at != NULL; at = at->next)
		if (strcmp(at->address, address) == 0)
			return true;
	return false;
}

static void make_available(struct evl_realm *realm, const char *address)
{
	struct evl_page_image *image = evl_arena_alloc(&realm->scratch, sizeof *image);
	size_t size = strlen(address) + 1;
	*image = (struct evl_page_image){ evl_page(realm)->images, evl_arena_copy(&realm->scratch, address, size) };
	evl_page(realm)->images = image;
}

/* Of the handle of a task: the image came; the load event of the page waits for it; above them the request. */
enum { CAME = 1, AWAITED = 2, REQUEST_SHIFT = 2 };

static bool fire_loaded(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_node *image = evl_pointer(task->this_value);
	uint32_t how = task->handle;
	bool came = (how & CAME) != 0, present = how >> REQUEST_SHIFT == image->image_request;
	if (present) {
		struct evl_string *source = evl_element_get(realm, image, "src");
		image->script_done = true;
		image->image_ok = came;
		if (came && source != NULL && !is_available(realm, evl_string_utf8(realm, source)))
			make_available(realm, evl_string_utf8(realm, source));
	}
	if (present && !evl_event_fire(realm, &image->target, "Event", came ? "load" : "error", EVL_DOM_TRUSTED))
		return false;
	if ((how & AWAITED) != 0)
		evl_resource_arrived(realm);
	return true;
}

/* Does the data of such an address show something? */
static bool is_known_image(const char *address)
{
	static const char *const known[] = { ";base64,iVBOR", ";base64,R0lGOD", ";base64,/9j/", "data:image/svg" };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strstr(address, known[i]) != NULL)
			return true;
	return false;
}

static void ask(struct evl_realm *realm, struct evl_dom_node *image, const char *address)
{
	int64_t delay = 0;
	bool available = is_available(realm, address), awaited = evl_page(realm)->ready_state != EVL_PAGE_COMPLETE;
	bool came = available || evl_resource_comes(realm, address, "image", &delay);
	if (strncmp(address, "data:", 5) == 0)
		came = is_known_image(address);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(image), 0, NULL, delay);
	if (awaited)
		evl_resource_awaited(realm);
	image->script_done = image->image_ok = available;
	evl_host_task(realm->host, record)->run = fire_loaded;
	evl_host_task(realm->host, record)->handle = (came ? CAME : 0u) | (awaited ? AWAITED : 0u) | image->image_request << REQUEST_SHIFT;
	evl_host_post(realm, record, available ? EVL_SOURCE_DOM : EVL_SOURCE_NETWORK, delay);
}

void evl_image_source_changed(struct evl_realm *realm, struct evl_dom_node *image, struct evl_string *source)
{
	image->script_done = image->image_ok = false;
	image->image_request++;
	if (source == NULL)
		return;
	image->image_asked = true;
	ask(realm, image, evl_string_utf8(realm, source));
}

bool evl_image_complete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *image = evl_node_receiver(realm, args, 0);
	*result = EVL_UNDEFINED;
	if (image == NULL)
		return false;
	struct evl_string *source = evl_element_get(realm, image, "src");
	*result = evl_from_bool(source == NULL || source->length == 0 || image->script_done);
	return true;
}
