/* SPDX-License-Identifier: MIT */
/*
 * table_element.h - library functions of tables and their parts, for rows; several serve more than one member and find out by their own name which
 * it is (evl_platform_name). HTML, "Tabular data".
 */
#ifndef EVL_HOST_BROWSER_TABLE_ELEMENT_H
#define EVL_HOST_BROWSER_TABLE_ELEMENT_H

#include "host/browser/dom.h"

/* rows, cells, tBodies; rowIndex, sectionRowIndex, cellIndex. */
bool evl_table_list(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Of a table: insertRow, deleteRow; caption, tHead, tFoot and what creates and deletes them; createTBody. */
bool evl_table_insert_row(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_delete_row(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_get_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_set_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_create_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_delete_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_create_body(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Of sections and rows: insertRow, insertCell; deleteRow, deleteCell. */
bool evl_table_part_insert(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_table_part_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
