/* SPDX-License-Identifier: MIT */
/*
 * function_source.c - what functions of Node's library give as their source text: it is written in JavaScript, whose text is not kept here.
 */
#include <string.h>

#include "host/host.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* Functions that are made in C++ there, too; one that has another's name is none of these. */
static const char *const native_names[] = {
	"MessageChannel", "MessagePort", "asciiSlice", "asciiWrite", "base64Slice", "base64Write", "base64urlSlice", "base64urlWrite", "cachedDataVersionTag",
	"constrainedMemory", "getActiveResourcesInfo", "getegid", "geteuid", "getgid", "getgroups", "getuid", "hexSlice", "hexWrite", "isAnyArrayBuffer",
	"isArgumentsObject", "isArrayBuffer", "isAsyncFunction", "isBigIntObject", "isBooleanObject", "isBoxedPrimitive", "isDataView", "isDate", "isExternal",
	"isGeneratorFunction", "isGeneratorObject", "isMap", "isMapIterator", "isModuleNamespaceObject", "isNativeError", "isNumberObject", "isPromise",
	"isProxy", "isRegExp", "isSet", "isSetIterator", "isSharedArrayBuffer", "isStringObject", "isSymbolObject", "isWeakMap", "isWeakSet", "latin1Slice",
	"latin1Write", "reallyExit", "structuredClone", "timingSafeEqual", "ucs2Slice", "ucs2Write", "uptime", "utf8Slice", "utf8Write",
};

static bool is_native(const char *name)
{
	for (size_t i = 0; i < sizeof native_names / sizeof native_names[0]; i++)
		if (strcmp(native_names[i], name) == 0)
			return true;
	return false;
}

static bool is_console_method(evl_native fn)
{
	const struct evl_rows *rows = &evl_family_CONSOLE.statics;
	for (uint32_t i = 0; i < rows->count; i++)
		if (rows->rows[i].kind == EVL_ROW_METHOD && rows->rows[i].fn == fn)
			return true;
	return false;
}

static bool is_of_host(struct evl_realm *realm, const struct evl_object *function)
{
	if (evl_class_of(function) == EVL_CLASS_FUNCTION)
		return evl_span_is_host(((const struct evl_function *)function)->code->template_->text);
	return evl_class_of(function) == EVL_CLASS_NATIVE_FUNCTION && realm->is_host_function(((const struct evl_native_function *)function)->fn);
}

bool evl_node_function_source(struct evl_realm *realm, struct evl_object *function, evl_value *text)
{
	*text = EVL_UNDEFINED;
	/* What the library itself asks for it only compares. */
	if (!is_of_host(realm, function) || evl_stack_in_host(realm))
		return true;
	/* Bound functions. */
	if (evl_class_of(function) == EVL_CLASS_NATIVE_FUNCTION && is_console_method(((struct evl_native_function *)function)->fn)) {
		*text = evl_text_value(realm, "function () { [native code] }");
		return true;
	}
	const char *name = evl_function_name(realm, function);
	if (!is_native(name))
		return evl_not_covered(realm, "the source text of a function of Node's library");
	struct evl_string *source = evl_string_concat(realm, evl_string_from_ascii(realm, "function "), evl_string_from_utf8(realm, name, strlen(name)));
	*text = evl_string_value(evl_string_concat(realm, source, evl_string_from_ascii(realm, "() { [native code] }")));
	return true;
}
