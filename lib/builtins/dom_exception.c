/*
 * dom_exception.c - DOMException: name, message, code, and a stack like an error's.
 *
 * It is no class of ECMAScript, but both hosts have it and structuredClone throws it.
 */
#include "builtins/dom_exception.h"

#include <string.h>

#include "builtins/args.h"
#include "value/convert.h"
#include "value/own.h"
#include "value/words.h"
#include "vm/stack.h"

/* The legacy codes (Web IDL, section "DOMException"); rows of constants come from the same list. */
#define CODES(ROW)                                                                                                   \
	ROW("IndexSizeError", "INDEX_SIZE_ERR", 1)                                                                   \
	ROW("DOMStringSizeError", "DOMSTRING_SIZE_ERR", 2)                                                           \
	ROW("HierarchyRequestError", "HIERARCHY_REQUEST_ERR", 3)                                                     \
	ROW("WrongDocumentError", "WRONG_DOCUMENT_ERR", 4)                                                           \
	ROW("InvalidCharacterError", "INVALID_CHARACTER_ERR", 5)                                                     \
	ROW("NoDataAllowedError", "NO_DATA_ALLOWED_ERR", 6)                                                          \
	ROW("NoModificationAllowedError", "NO_MODIFICATION_ALLOWED_ERR", 7)                                          \
	ROW("NotFoundError", "NOT_FOUND_ERR", 8)                                                                     \
	ROW("NotSupportedError", "NOT_SUPPORTED_ERR", 9)                                                             \
	ROW("InUseAttributeError", "INUSE_ATTRIBUTE_ERR", 10)                                                        \
	ROW("InvalidStateError", "INVALID_STATE_ERR", 11)                                                            \
	ROW("SyntaxError", "SYNTAX_ERR", 12)                                                                         \
	ROW("InvalidModificationError", "INVALID_MODIFICATION_ERR", 13)                                              \
	ROW("NamespaceError", "NAMESPACE_ERR", 14)                                                                   \
	ROW("InvalidAccessError", "INVALID_ACCESS_ERR", 15)                                                          \
	ROW("ValidationError", "VALIDATION_ERR", 16)                                                                 \
	ROW("TypeMismatchError", "TYPE_MISMATCH_ERR", 17)                                                            \
	ROW("SecurityError", "SECURITY_ERR", 18)                                                                     \
	ROW("NetworkError", "NETWORK_ERR", 19)                                                                       \
	ROW("AbortError", "ABORT_ERR", 20)                                                                           \
	ROW("URLMismatchError", "URL_MISMATCH_ERR", 21)                                                              \
	ROW("QuotaExceededError", "QUOTA_EXCEEDED_ERR", 22)                                                          \
	ROW("TimeoutError", "TIMEOUT_ERR", 23)                                                                       \
	ROW("InvalidNodeTypeError", "INVALID_NODE_TYPE_ERR", 24)                                                     \
	ROW("DataCloneError", "DATA_CLONE_ERR", 25)

static const struct {
	const char *name;
	int32_t code;
} codes[] = {
#define ROW(name, constant, code) { name, code },
	CODES(ROW)
#undef ROW
};

static struct evl_object *make(struct evl_realm *realm, struct evl_object *prototype, struct evl_string *message,
			       struct evl_string *name, bool with_stack)
{
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_ERROR, evl_shape_root(realm, prototype),
						     sizeof(struct evl_dom_exception), 2);
	struct evl_dom_exception *exception = (struct evl_dom_exception *)object;
	exception->error.type = EVL_ERROR_TYPE_COUNT;
	exception->name = name;
	exception->message = message;
	exception->error.message = evl_from_string(message);
	if (!with_stack)
		return object;
	evl_own_add(realm, object, EVL_NAME_stack, EVL_LAZY(0), EVL_DATA_HIDDEN);
	realm->hooks.capture_stack(realm, &exception->error);
	exception->error.host_frames = true; /* its constructor's, at least */
	return object;
}

struct evl_object *evl_dom_exception_new(struct evl_realm *realm, struct evl_string *message, struct evl_string *name)
{
	return make(realm, evl_intrinsic(realm, EVL_INTRINSIC_DOM_EXCEPTION_PROTOTYPE), message, name, true);
}

bool evl_dom_exception_throw(struct evl_realm *realm, const char *message_utf8, const char *name)
{
	message_utf8 = evl_words_unsure(realm, message_utf8);
	struct evl_string *message = evl_string_from_utf8(realm, message_utf8, strlen(message_utf8));
	struct evl_string *name_text = evl_string_from_ascii(realm, name);
	struct evl_object *exception = message != NULL && name_text != NULL ? evl_dom_exception_new(realm, message, name_text) : NULL;
	return exception != NULL && evl_throw(realm, evl_from_object(exception));
}

/* new DOMException(message = '', nameOrOptions = 'Error') */
static bool dom_exception_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *message = evl_string_from_name(realm, EVL_NAME_empty), *name = evl_string_from_name(realm, EVL_NAME_Error);
	evl_value options = evl_arg(args, 1), cause = EVL_EMPTY;
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CLASS_WITHOUT_NEW, "DOMException");
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_string(realm, args->values[0], &message))
		return evl_refused_in(realm, "internal/per_context/domexception:73        message: `${^message}`,");
	if (realm->words != NULL && evl_stack_in_host(realm))
		message = evl_words_unsure_string(realm, message);
	if (message == NULL)
		return false;
	if (evl_is_object(options)) {
		evl_value value;
		bool has_cause;
		if (!evl_get(realm, options, EVL_NAME_name, &value) || !evl_to_string(realm, value, &name) ||
		    !evl_has_property(realm, evl_as_object(options), EVL_NAME_cause, &has_cause) ||
		    (has_cause && !evl_get(realm, options, EVL_NAME_cause, &cause)))
			return false;
	} else if (!evl_is_undefined(options) && !evl_to_string(realm, options, &name)) {
		return evl_refused_in(realm, "internal/per_context/domexception:74        name: `${^options}`,");
	}
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_DOM_EXCEPTION_PROTOTYPE, &prototype))
		return false;
	struct evl_object *object = make(realm, prototype, message, name, !realm->bare_dom_exceptions || evl_stack_in_host(realm));
	if (cause != EVL_EMPTY)
		evl_define_new(realm, object, EVL_NAME_cause, cause, EVL_DATA_HIDDEN);
	*result = evl_from_object(object);
	return true;
}

static bool receiver(struct evl_realm *realm, const struct evl_args *args, const struct evl_dom_exception **out)
{
	*out = NULL;
	if (!evl_is_dom_exception(args->this_value))
		return evl_throw_text(realm, EVL_ERROR_TYPE, realm->bare_dom_exceptions ? "Illegal invocation" : "Value of \"this\" must be of DOMException");
	*out = (const struct evl_dom_exception *)evl_as_object(args->this_value);
	return true;
}

static bool get_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_dom_exception *exception;
	if (!receiver(realm, args, &exception))
		return false;
	*result = evl_from_string(exception->name);
	return true;
}

static bool get_message(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_dom_exception *exception;
	if (!receiver(realm, args, &exception))
		return false;
	*result = evl_from_string(exception->message);
	return true;
}

static bool get_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_dom_exception *exception;
	if (!receiver(realm, args, &exception))
		return false;
	const char *name = evl_string_utf8(realm, exception->name);
	*result = evl_from_int(0);
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		if (strcmp(codes[i].name, name) == 0 && codes[i].code != 2 && codes[i].code != 6 && codes[i].code != 16)
			*result = evl_from_int(codes[i].code);
	return true;
}

/* A constant: enumerable and nothing else. */
#define ROW(row_name, constant, code) \
	{ .name = (constant), .kind = EVL_ROW_NUMBER, .attributes = EVL_ENUMERABLE, .number = (code) },

static const struct evl_row dom_exception_statics[] = { CODES(ROW) };

static const struct evl_row dom_exception_prototype[] = {
	{ .name = "name", .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE | EVL_ENUMERABLE, .fn = get_name },
	{ .name = "message", .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE | EVL_ENUMERABLE, .fn = get_message },
	{ .name = "code", .kind = EVL_ROW_GETTER, .attributes = EVL_CONFIGURABLE | EVL_ENUMERABLE, .fn = get_code },
	CODES(ROW)
	EVL_TAG_ROW("DOMException"),
};
#undef ROW

const struct evl_family evl_family_DOM_EXCEPTION = {
	.name = "DOMException",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = dom_exception_construct,
	.length = 0,
	.prototype_parent = EVL_INTRINSIC_ERROR_PROTOTYPE,
	.statics = EVL_ROWS(dom_exception_statics),
	.prototype = EVL_ROWS(dom_exception_prototype),
};
