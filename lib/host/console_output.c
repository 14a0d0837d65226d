/*
 * console_output.c - where the console's lines go: the way out that console/ leaves to its host.
 */
#include "console/console.h"
#include "host/host.h"

enum evl_dialect evl_console_dialect(struct evl_realm *realm)
{
	return realm->host != NULL ? realm->host->profile->dialect : EVL_DIALECT_NODE;
}

void evl_console_output(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text)
{
	evl_host_print(realm, evl_console_method_stream(method), (uint8_t)method, text);
}
