/* SPDX-License-Identifier: MIT */
/*
 * table_element.c - tables, their sections, rows and cells (HTML, "Tabular data"): live lists of them, where each stands, and what makes,
 * puts and removes them.
 */
#include "host/browser/node.h"
#include "host/browser/table_element.h"

#include <string.h>

#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);                              \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

static struct evl_node_list *list_of(struct evl_realm *realm, enum evl_list_kind kind, struct evl_dom_node *element)
{
	return evl_node_list_asked(realm, kind, element, EVL_NAME_NONE, EVL_NAME_NONE, false);
}

/* rows, cells, tBodies: one live list of an element's. */
bool evl_table_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	RECEIVER(element);
	*result = evl_from_object(list_of(realm, name[0] == 'r' ? EVL_LIST_ROWS : name[0] == 'c' ? EVL_LIST_CELLS : EVL_LIST_BODIES, element));
	return true;
}

/* Where an element stands in a list; -1: nowhere. */
static int32_t index_in(struct evl_realm *realm, struct evl_node_list *list, const struct evl_dom_node *element)
{
	uint32_t count = evl_node_list_count(realm, list);
	for (uint32_t i = 0; i < count; i++)
		if (evl_node_list_at(realm, list, i) == element)
			return (int32_t)i;
	return -1;
}

static bool is_section(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return evl_element_is(realm, node, "thead") || evl_element_is(realm, node, "tbody") || evl_element_is(realm, node, "tfoot");
}

/* rowIndex, sectionRowIndex, cellIndex. */
bool evl_table_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	RECEIVER(element);
	struct evl_dom_node *owner = element->parent;
	bool of_cell = name[0] == 'c', in_section = owner != NULL && is_section(realm, owner);
	if (name[0] == 'r' && in_section)
		owner = owner->parent;
	bool counts = owner != NULL && (of_cell ? evl_element_is(realm, owner, "tr") : evl_element_is(realm, owner, "table") || (name[0] == 's' && in_section));
	*result = evl_from_int(counts ? index_in(realm, list_of(realm, of_cell ? EVL_LIST_CELLS : EVL_LIST_ROWS, owner), element) : -1);
	return true;
}

/* ------------------------------------------------------------------ rows */

static bool make(struct evl_realm *realm, const char *tag, struct evl_dom_node **out)
{
	return evl_element_make(realm, evl_platform_intern(realm, tag), false, out);
}

/* A new element `tag` before another (NULL: at the end); *result. False: an exception is pending. */
static bool put_new(struct evl_realm *realm, const char *tag, struct evl_dom_node *parent, struct evl_dom_node *before, evl_value *result)
{
	struct evl_dom_node *made;
	if (!make(realm, tag, &made))
		return false;
	*result = evl_from_object(made);
	return evl_node_insert(realm, parent, made, before);
}

/* The index that a call is given; -1 without one. False: an exception is pending. */
static bool index_argument(struct evl_realm *realm, const struct evl_args *args, int32_t *index)
{
	*index = -1;
	return evl_is_undefined(evl_arg(args, 0)) || evl_to_int32(realm, evl_arg(args, 0), index);
}

/* "... on 'HTMLTableElement': The index provided (9) is greater than the number of rows in the table (3)." */
static bool refuse_table(struct evl_realm *realm, const char *function, int32_t index, uint32_t count)
{
	if (index < -1)
		return evl_platform_exception(realm, "IndexSizeError", "Failed to execute '%s' on 'HTMLTableElement': The index provided (%d) is less than -1.",
					      function, (int)index);
	return evl_platform_exception(realm, "IndexSizeError",
				      "Failed to execute '%s' on 'HTMLTableElement': The index provided (%d) is greater than the number of rows in the table (%u).",
				      function, (int)index, (unsigned)count);
}

/* A first row comes into the last body, and into a new one where there is none. */
static bool put_first_row(struct evl_realm *realm, struct evl_dom_node *table, evl_value *result)
{
	struct evl_dom_node *body, *row;
	struct evl_node_list *bodies = list_of(realm, EVL_LIST_BODIES, table);
	uint32_t count = evl_node_list_count(realm, bodies);
	if (count != 0)
		return put_new(realm, "tr", evl_node_list_at(realm, bodies, count - 1), NULL, result);
	if (!make(realm, "tbody", &body) || !make(realm, "tr", &row))
		return false;
	*result = evl_from_object(row);
	return evl_node_insert(realm, body, row, NULL) && evl_node_insert(realm, table, body, NULL);
}

bool evl_table_insert_row(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index;
	RECEIVER(table);
	if (!index_argument(realm, args, &index))
		return false;
	struct evl_node_list *rows = list_of(realm, EVL_LIST_ROWS, table);
	uint32_t count = evl_node_list_count(realm, rows);
	if (index < -1 || (index >= 0 && (uint32_t)index > count))
		return refuse_table(realm, "insertRow", index, count);
	if (count == 0)
		return put_first_row(realm, table, result);
	struct evl_dom_node *before = index >= 0 ? evl_node_list_at(realm, rows, (uint32_t)index) : NULL;
	struct evl_dom_node *beside = before != NULL ? before : evl_node_list_at(realm, rows, count - 1);
	return put_new(realm, "tr", beside->parent, before, result);
}

bool evl_table_delete_row(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t index;
	RECEIVER(table);
	if (!evl_platform_require_args(realm, args, 1, "HTMLTableElement", "deleteRow") || !evl_to_int32(realm, args->values[0], &index))
		return false;
	struct evl_node_list *rows = list_of(realm, EVL_LIST_ROWS, table);
	uint32_t count = evl_node_list_count(realm, rows);
	if (index == -1)
		return count == 0 || evl_node_remove(realm, evl_node_list_at(realm, rows, count - 1));
	if (index < -1 || (uint32_t)index >= count)
		return refuse_table(realm, "deleteRow", index, count);
	return evl_node_remove(realm, evl_node_list_at(realm, rows, (uint32_t)index));
}

/* ------------------------------------------------- rows of sections, cells of rows */

/* The words of Chromium for an index that is none of a section's rows or of a row's cells. */
static bool refuse_part(struct evl_realm *realm, bool of_cells, bool deletes, int32_t index, uint32_t count)
{
	if (!of_cells)
		return evl_platform_exception(realm, "IndexSizeError",
					      "Failed to execute '%s' on 'HTMLTableSectionElement': The provided index (%d is outside the range [-1, %u].",
					      deletes ? "deleteRow" : "insertRow", (int)index, (unsigned)count);
	return evl_platform_exception(realm, "IndexSizeError",
				      "Failed to execute '%s' on 'HTMLTableRowElement': The value provided (%d) is outside the range [%d, %u%c.",
				      deletes ? "deleteCell" : "insertCell", (int)index, deletes ? 0 : -1, (unsigned)count, deletes ? ')' : ']');
}

/* insertRow of a section, insertCell of a row. */
bool evl_table_part_insert(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool of_cells = strcmp(evl_platform_name(args), "insertCell") == 0;
	int32_t index;
	RECEIVER(parent);
	if (!index_argument(realm, args, &index))
		return false;
	struct evl_node_list *list = list_of(realm, of_cells ? EVL_LIST_CELLS : EVL_LIST_ROWS, parent);
	uint32_t count = evl_node_list_count(realm, list);
	if (index < -1 || (index >= 0 && (uint32_t)index > count))
		return refuse_part(realm, of_cells, false, index, count);
	return put_new(realm, of_cells ? "td" : "tr", parent, index >= 0 ? evl_node_list_at(realm, list, (uint32_t)index) : NULL, result);
}

/* deleteRow of a section, deleteCell of a row. */
bool evl_table_part_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool of_cells = strcmp(name, "deleteCell") == 0;
	int32_t index;
	RECEIVER(parent);
	if (!evl_platform_require_args(realm, args, 1, of_cells ? "HTMLTableRowElement" : "HTMLTableSectionElement", name) ||
	    !evl_to_int32(realm, args->values[0], &index))
		return false;
	struct evl_node_list *list = list_of(realm, of_cells ? EVL_LIST_CELLS : EVL_LIST_ROWS, parent);
	uint32_t count = evl_node_list_count(realm, list);
	if (index == -1)
		return count == 0 || evl_node_remove(realm, evl_node_list_at(realm, list, count - 1));
	if (index < -1 || (uint32_t)index >= count)
		return refuse_part(realm, of_cells, true, index, count);
	return evl_node_remove(realm, evl_node_list_at(realm, list, (uint32_t)index));
}

/* ------------------------------------------------------ caption, head, foot */

/* The part that a member is about: "caption" and its kin, by the last letters of the member's name. */
static const char *part_tag(const char *name)
{
	size_t length = strlen(name);
	return length >= 7 && strcmp(name + length - 6, "aption") == 0 ? "caption" : strcmp(name + length - 4, "Head") == 0 ? "thead" : "tfoot";
}

static struct evl_dom_node *part_of(struct evl_realm *realm, const struct evl_dom_node *table, const char *tag)
{
	struct evl_dom_node *at = table->first;
	while (at != NULL && !evl_element_is(realm, at, tag))
		at = at->next;
	return at;
}

/* Before what a part of this tag comes: a caption is first, a head stands behind the caption and the columns, a foot is last. */
static struct evl_dom_node *place_of(struct evl_realm *realm, const struct evl_dom_node *table, const char *tag)
{
	if (tag[0] == 'c')
		return table->first;
	struct evl_dom_node *at = strcmp(tag, "thead") == 0 ? table->first : NULL;
	while (at != NULL && (at->type != EVL_DOM_ELEMENT || evl_element_is(realm, at, "caption") || evl_element_is(realm, at, "colgroup")))
		at = at->next;
	return at;
}

bool evl_table_get_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	RECEIVER(table);
	*result = evl_node_value(part_of(realm, table, strcmp(name, "caption") == 0 ? name : part_tag(name)));
	return true;
}

/* What is given as a caption, head or foot. *out NULL: nothing. False: an exception is pending. */
static bool part_argument(struct evl_realm *realm, const char *property, const char *tag, evl_value given, struct evl_dom_node **out)
{
	*out = NULL;
	if (evl_is_nullish(given))
		return true;
	*out = evl_node_cast(given);
	bool is_caption = tag[0] == 'c';
	if (*out == NULL || !(is_caption ? evl_element_is(realm, *out, tag) : is_section(realm, *out)))
		return evl_platform_type_error(realm, "Failed to set the '%s' property on 'HTMLTableElement': Failed to convert value to '%s'.", property,
					       is_caption ? "HTMLTableCaptionElement" : "HTMLTableSectionElement");
	if (!evl_element_is(realm, *out, tag))
		return evl_platform_exception(realm, "HierarchyRequestError",
					      "Failed to set the '%s' property on 'HTMLTableElement': Not a %s element.", property, tag);
	return true;
}

bool evl_table_set_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args), *tag = strcmp(name, "caption") == 0 ? name : part_tag(name);
	struct evl_dom_node *part;
	RECEIVER(table);
	if (!part_argument(realm, name, tag, evl_arg(args, 0), &part))
		return false;
	if (part != NULL && !evl_node_check_around(realm, table, part, evl_platform_format(realm, "Failed to set the '%s' property on 'HTMLTableElement'", name)))
		return false;
	struct evl_dom_node *old = part_of(realm, table, tag);
	if (old != NULL && !evl_node_remove(realm, old))
		return false;
	return part == NULL || evl_node_insert(realm, table, part, place_of(realm, table, tag));
}

/* createCaption, createTHead, createTFoot: the one that is there, or a new one. */
bool evl_table_create_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *tag = part_tag(evl_platform_name(args));
	RECEIVER(table);
	struct evl_dom_node *old = part_of(realm, table, tag);
	*result = evl_node_value(old);
	return old != NULL || put_new(realm, tag, table, place_of(realm, table, tag), result);
}

bool evl_table_delete_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(table);
	struct evl_dom_node *old = part_of(realm, table, part_tag(evl_platform_name(args)));
	return old == NULL || evl_node_remove(realm, old);
}

/* createTBody: a new one behind the last. */
bool evl_table_create_body(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(table);
	struct evl_node_list *bodies = list_of(realm, EVL_LIST_BODIES, table);
	uint32_t count = evl_node_list_count(realm, bodies);
	struct evl_dom_node *last = count != 0 ? evl_node_list_at(realm, bodies, count - 1) : NULL;
	return put_new(realm, "tbody", table, last != NULL ? last->next : NULL, result);
}
