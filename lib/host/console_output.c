/*
 * console_output.c - where the console's lines go: the way out that console/ leaves to its host.
 */
#include "console/console.h"
#include "host/host.h"
#include "host/script.h"
#include "host/web/event.h"

enum evl_dialect evl_console_dialect(struct evl_realm *realm)
{
	return realm->host != NULL ? realm->host->profile->dialect : EVL_DIALECT_NODE;
}

void evl_console_output(struct evl_realm *realm, enum evl_console_method method, struct evl_string *text)
{
	bool handled = false;
	if (realm->host != NULL && realm->host->profile->console_write != NULL &&
	    (!realm->host->profile->console_write(realm, evl_console_method_stream(method), text, &handled) || handled))
		return;
	evl_host_print(realm, evl_console_method_stream(method), (uint8_t)method, text);
}

bool evl_console_not_array(struct evl_realm *realm, const char *name, evl_value value)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (evl_console_dialect(realm) != EVL_DIALECT_NODE || checks == NULL || checks->bad_argument == NULL)
		return evl_not_covered(realm, "a console's argument that is no array");
	(void)checks->bad_argument(realm, name, "an instance of Array", value, NULL);
	return checks->asked_in(realm, "internal/console/constructor:502      ^validateArray(properties, 'properties');");
}

bool evl_console_class(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	if (evl_console_dialect(realm) != EVL_DIALECT_NODE)
		return evl_not_covered(realm, "console.Console");
	return evl_host_script_get(realm, "node/console_class", "Console", result);
}
