/* SPDX-License-Identifier: MIT */
/*
 * call_site.c - Error.prepareStackTrace and the CallSite objects that it gets (V8's stack trace API).
 *
 * The function is called when `stack` is first read. While it runs, errors have their usual text.
 */
#include "builtins/call_site.h"

#include <string.h>

#include "base/source.h"
#include "builtins/args.h"
#include "vm/function.h"

struct call_site {
	struct evl_object object; /* class CALL_SITE */
	struct evl_stack_frame frame;
	bool secret; /* at or below strict code: no function, no receiver is told */
};

static bool is_strict(const struct evl_object *callee)
{
	if (evl_class_of(callee) != EVL_CLASS_FUNCTION)
		return true;
	return (((const struct evl_function *)callee)->code->template_->flags & EVL_TEMPLATE_STRICT) != 0;
}

static bool is_default(evl_value function)
{
	if (!evl_is_class(function, EVL_CLASS_NATIVE_FUNCTION))
		return false;
	const char *name = ((const struct evl_native_function *)evl_pointer(function))->name;
	return name != NULL && strcmp(name, EVL_DEFAULT_PREPARE_NAME) == 0;
}

static evl_value make_sites(struct evl_realm *realm, const struct evl_stack_frames *frames)
{
	uint32_t count = frames != NULL ? frames->count : 0;
	struct evl_object *sites = evl_array_new(realm, 0, count);
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_CALL_SITE_PROTOTYPE);
	bool secret = false;
	for (uint32_t i = 0; i < count; i++) {
		struct evl_object *object =
			evl_object_alloc(realm, EVL_CLASS_CALL_SITE, evl_shape_root(realm, prototype), sizeof(struct call_site), 0);
		struct call_site *site = (struct call_site *)object;
		site->frame = frames->frames[i];
		secret |= is_strict(site->frame.callee);
		site->secret = secret;
		if (!evl_array_append(realm, sites, evl_from_object(object)))
			return EVL_EMPTY;
	}
	return evl_from_object(sites);
}

bool evl_prepare_stack(struct evl_realm *realm, evl_value error, const struct evl_stack_frames *frames, bool *prepared, evl_value *out)
{
	struct evl_object *constructor = realm->intrinsics[EVL_INTRINSIC_ERROR];
	*prepared = false;
	if (constructor == NULL || realm->preparing_stack)
		return true;
	const struct evl_property_entry *entry = evl_shape_find(constructor->shape, EVL_NAME_prepareStackTrace);
	if (entry == NULL || evl_is_lazy(constructor->slots[entry->slot]))
		return true;
	evl_value function, arguments[2] = { error, EVL_UNDEFINED };
	if (!evl_get(realm, evl_from_object(constructor), EVL_NAME_prepareStackTrace, &function))
		return false;
	if (!evl_is_callable(function) || is_default(function))
		return true;
	arguments[1] = make_sites(realm, frames);
	if (arguments[1] == EVL_EMPTY)
		return false;
	*prepared = true;
	realm->preparing_stack = true;
	bool ok = evl_call(realm, function, evl_from_object(constructor), 2, arguments, out);
	realm->preparing_stack = false;
	return ok;
}

/* ---- CallSite.prototype ---- */

static struct call_site *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (evl_is_class(args->this_value, EVL_CLASS_CALL_SITE))
		return evl_pointer(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_CALL_SITE_METHOD, method);
	return NULL;
}

static evl_value text_or_null(struct evl_realm *realm, const char *text)
{
	return text == NULL ? EVL_NULL : evl_text_value(realm, text);
}

/* What the methods that tell one fact are about. */
enum fact {
	COLUMN, ENCLOSING_COLUMN, ENCLOSING_LINE, FILE_NAME, FUNCTION, FUNCTION_NAME, LINE, METHOD_NAME, PROMISE_INDEX, THIS, TYPE_NAME,
	IS_ASYNC, IS_CONSTRUCTOR, IS_EVAL, IS_PROMISE_ALL, IS_TOP_LEVEL,
};

static evl_value place_of(const struct evl_source *source, uint32_t offset, bool line)
{
	evl_place place = evl_source_place(source, offset);
	return evl_from_uint32(line ? place.line : place.column);
}

/* Where the function itself begins. */
static evl_value enclosing(const struct call_site *site, const struct evl_source *source, bool line)
{
	if (source == NULL || evl_class_of(site->frame.callee) != EVL_CLASS_FUNCTION)
		return EVL_NULL;
	return place_of(source, ((const struct evl_function *)site->frame.callee)->code->template_->where.start, line);
}

static bool tell(struct evl_realm *realm, const struct evl_args *args, const char *method, enum fact fact, evl_value *result)
{
	const struct call_site *site = receiver(realm, args, method);
	struct evl_stack_words words;
	if (site == NULL)
		return false;
	const struct evl_stack_frame *frame = &site->frame;
	evl_stack_frame_words(realm, frame, &words);
	switch (fact) {
	case COLUMN:
	case LINE:
		*result = words.source != NULL ? place_of(words.source, frame->span.start, fact == LINE) : EVL_NULL;
		break;
	case ENCLOSING_COLUMN:
	case ENCLOSING_LINE:
		*result = enclosing(site, words.source, fact == ENCLOSING_LINE);
		break;
	case FILE_NAME:
		*result = text_or_null(realm, words.source != NULL ? evl_source_host_name(words.source) : NULL);
		break;
	case FUNCTION:
		*result = site->secret ? EVL_UNDEFINED : evl_from_object(frame->callee);
		break;
	case THIS:
		*result = site->secret ? EVL_UNDEFINED : evl_is_nullish(frame->receiver) ? evl_from_object(realm->global) : frame->receiver;
		break;
	case FUNCTION_NAME:
		*result = text_or_null(realm, words.function);
		break;
	case METHOD_NAME:
		*result = text_or_null(realm, words.method);
		break;
	case TYPE_NAME:
		*result = text_or_null(realm, words.type);
		break;
	case PROMISE_INDEX:
		*result = words.promise_all ? evl_from_uint32(frame->index) : EVL_NULL;
		break;
	case IS_ASYNC:
		*result = evl_from_bool((frame->flags & EVL_STACK_ASYNC) != 0);
		break;
	case IS_CONSTRUCTOR:
		*result = evl_from_bool((frame->flags & EVL_STACK_CONSTRUCT) != 0);
		break;
	case IS_EVAL:
		*result = evl_from_bool(words.source != NULL && words.source->origin != NULL);
		break;
	case IS_PROMISE_ALL:
		*result = evl_from_bool(words.promise_all);
		break;
	case IS_TOP_LEVEL:
		*result = evl_from_bool(words.top_level);
		break;
	}
	return realm->halt == EVL_STATUS_OK;
}

#define TELLER(function, name, fact) \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return tell(realm, args, name, fact, result); \
	}

TELLER(get_column, "getColumnNumber", COLUMN)
TELLER(get_enclosing_column, "getEnclosingColumnNumber", ENCLOSING_COLUMN)
TELLER(get_enclosing_line, "getEnclosingLineNumber", ENCLOSING_LINE)
TELLER(get_file_name, "getFileName", FILE_NAME)
TELLER(get_function, "getFunction", FUNCTION)
TELLER(get_function_name, "getFunctionName", FUNCTION_NAME)
TELLER(get_line, "getLineNumber", LINE)
TELLER(get_method_name, "getMethodName", METHOD_NAME)
TELLER(get_promise_index, "getPromiseIndex", PROMISE_INDEX)
TELLER(get_this, "getThis", THIS)
TELLER(get_type_name, "getTypeName", TYPE_NAME)
TELLER(is_async, "isAsync", IS_ASYNC)
TELLER(is_constructor, "isConstructor", IS_CONSTRUCTOR)
TELLER(is_eval, "isEval", IS_EVAL)
TELLER(is_promise_all, "isPromiseAll", IS_PROMISE_ALL)
TELLER(is_top_level, "isToplevel", IS_TOP_LEVEL)

/* Library functions of today's V8 are no natives in its sense. */
static bool is_native(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_FALSE;
	return receiver(realm, args, "isNative") != NULL;
}

static bool get_eval_origin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct call_site *site = receiver(realm, args, "getEvalOrigin");
	struct evl_stack_words words;
	*result = EVL_UNDEFINED;
	if (site == NULL)
		return false;
	evl_stack_frame_words(realm, &site->frame, &words);
	return words.source == NULL || words.source->origin == NULL || evl_not_covered(realm, "CallSite.getEvalOrigin in code made from text");
}

static bool get_position(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return receiver(realm, args, "getPosition") != NULL && evl_not_covered(realm, "CallSite.getPosition");
}

static bool get_script_hash(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return receiver(realm, args, "getScriptHash") != NULL && evl_not_covered(realm, "CallSite.getScriptHash");
}

static bool to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct call_site *site = receiver(realm, args, "toString");
	if (site == NULL)
		return false;
	*result = text_or_null(realm, evl_stack_frame_text(realm, &site->frame));
	return *result != EVL_EMPTY;
}

/* In V8's order. */
static const struct evl_row call_site_prototype[] = {
	EVL_METHOD("getColumnNumber", get_column, 0),
	EVL_METHOD("getEnclosingColumnNumber", get_enclosing_column, 0),
	EVL_METHOD("getEnclosingLineNumber", get_enclosing_line, 0),
	EVL_METHOD("getEvalOrigin", get_eval_origin, 0),
	EVL_METHOD("getFileName", get_file_name, 0),
	EVL_METHOD("getFunction", get_function, 0),
	EVL_METHOD("getFunctionName", get_function_name, 0),
	EVL_METHOD("getLineNumber", get_line, 0),
	EVL_METHOD("getMethodName", get_method_name, 0),
	EVL_METHOD("getPosition", get_position, 0),
	EVL_METHOD("getPromiseIndex", get_promise_index, 0),
	EVL_METHOD("getScriptNameOrSourceURL", get_file_name, 0),
	EVL_METHOD("getScriptHash", get_script_hash, 0),
	EVL_METHOD("getThis", get_this, 0),
	EVL_METHOD("getTypeName", get_type_name, 0),
	EVL_METHOD("isAsync", is_async, 0),
	EVL_METHOD("isConstructor", is_constructor, 0),
	EVL_METHOD("isEval", is_eval, 0),
	EVL_METHOD("isNative", is_native, 0),
	EVL_METHOD("isPromiseAll", is_promise_all, 0),
	EVL_METHOD("isToplevel", is_top_level, 0),
	EVL_METHOD("toString", to_string, 0),
};

const struct evl_family evl_family_CALL_SITE = {
	.name = "CallSite",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.prototype = EVL_ROWS(call_site_prototype),
};
