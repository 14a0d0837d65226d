/* SPDX-License-Identifier: MIT */
/*
 * typed_array.c - elements of typed arrays as values, and typed arrays as exotic objects.
 */
#include "value/typed_array.h"

#include <math.h>
#include <string.h>

#include "value/bigint.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/realm.h"

const uint8_t evl_typed_sizes[EVL_TYPED_COUNT] = {
#define EVL_TYPED(id, name, size, type) size,
#include "value/typed_arrays.def"
#undef EVL_TYPED
};

const char *const evl_typed_names[EVL_TYPED_COUNT] = {
#define EVL_TYPED(id, name, size, type) name,
#include "value/typed_arrays.def"
#undef EVL_TYPED
};

struct evl_view *evl_typed_array_new(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype,
				     struct evl_array_buffer *buffer, size_t offset, int64_t length)
{
	if (!prototype)
		prototype = evl_intrinsic(realm, evl_typed_prototype(type));
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_TYPED_ARRAY, evl_shape_root(realm, prototype), sizeof(struct evl_view), 0);
	struct evl_view *view = (struct evl_view *)object;
	object->cell.flags |= EVL_OBJECT_EXOTIC;
	view->buffer = buffer;
	view->block = buffer->block;
	view->offset = offset;
	view->type = (uint8_t)type;
	view->tracking = length < 0;
	view->length = length < 0 ? 0 : (size_t)length;
	view->end = offset + view->length * evl_typed_sizes[type];
	return view;
}

/* ---- elements ---- */

double evl_half_to_double(uint16_t half)
{
	int exponent = half >> 10 & 31;
	int mantissa = half & 1023;
	double sign = half >> 15 ? -1 : 1;
	if (exponent == 31)
		return mantissa ? evl_as_double(UINT64_C(0x7FF8000000000000)) : sign * HUGE_VAL;
	return sign * (exponent ? ldexp(1024 + mantissa, exponent - 25) : ldexp(mantissa, -24));
}

uint16_t evl_double_to_half(double d)
{
	enum { INFINITE = 31 << 10, NOT_A_NUMBER = INFINITE | 512 };
	uint16_t sign = signbit(d) ? 0x8000 : 0;
	double m = fabs(d);
	if (d != d)
		return NOT_A_NUMBER;
	if (m >= 65520)
		return sign | INFINITE;
	if (m < ldexp(1, -25))
		return sign;
	int exponent;
	frexp(m, &exponent);
	if (exponent < -13)
		exponent = -13; /* subnormal: steps of 2^-24 */
	double scaled = ldexp(m, 11 - exponent); /* below 2048, exactly */
	double whole = floor(scaled);
	double rest = scaled - whole;
	uint32_t n = (uint32_t)whole;
	n += rest > 0.5 || (rest == 0.5 && (n & 1));
	/* 1024 <= n <= 2048 but for subnormals; a carry goes into the exponent by itself */
	return (uint16_t)(sign | (n + ((uint32_t)(exponent + 13) << 10)));
}

evl_value evl_typed_read(struct evl_realm *realm, enum evl_typed type, const uint8_t *bytes)
{
	union {
		int8_t i8;
		int16_t i16;
		uint16_t u16;
		int32_t i32;
		uint32_t u32;
		int64_t i64;
		uint64_t u64;
		float f32;
		double f64;
	} as;
	memcpy(&as, bytes, evl_typed_sizes[type]);
	switch (type) {
	case EVL_TYPED_INT8:
		return evl_from_int(as.i8);
	case EVL_TYPED_UINT8:
	case EVL_TYPED_UINT8_CLAMPED:
		return evl_from_int(*bytes);
	case EVL_TYPED_INT16:
		return evl_from_int(as.i16);
	case EVL_TYPED_UINT16:
		return evl_from_int(as.u16);
	case EVL_TYPED_INT32:
		return evl_from_int(as.i32);
	case EVL_TYPED_UINT32:
		return evl_from_uint32(as.u32);
	case EVL_TYPED_FLOAT16:
		return evl_from_number(evl_half_to_double(as.u16));
	case EVL_TYPED_FLOAT32:
		return evl_from_number((double)as.f32);
	case EVL_TYPED_FLOAT64:
		return evl_from_number(as.f64);
	case EVL_TYPED_BIGINT64:
		return evl_bigint_from_int64(realm, as.i64);
	default:
		return evl_bigint_from_uint64(realm, as.u64);
	}
}

static uint8_t clamped(double d)
{
	if (!(d > 0))
		return 0;
	if (d >= 255)
		return 255;
	double low = floor(d);
	uint8_t n = (uint8_t)low;
	return (uint8_t)(n + (d - low > 0.5 || (d - low == 0.5 && (n & 1))));
}

static float to_float(double d)
{
	if (d - d == 0 && fabs(d) >= 0x1.ffffffp127) /* beyond rounding: C leaves the conversion open */
		return d < 0 ? -HUGE_VALF : HUGE_VALF;
	return (float)d;
}

void evl_typed_write(enum evl_typed type, uint8_t *bytes, evl_value number)
{
	if (evl_typed_is_bigint(type)) {
		uint64_t bits = evl_bigint_to_uint64(evl_as_bigint(number));
		memcpy(bytes, &bits, sizeof bits);
		return;
	}
	if (type >= EVL_TYPED_FLOAT16) {
		double d = evl_number(number);
		if (type == EVL_TYPED_FLOAT64) {
			memcpy(bytes, &d, sizeof d);
		} else if (type == EVL_TYPED_FLOAT32) {
			float f = to_float(d);
			memcpy(bytes, &f, sizeof f);
		} else {
			uint16_t half = evl_double_to_half(d);
			memcpy(bytes, &half, sizeof half);
		}
		return;
	}
	if (type == EVL_TYPED_UINT8_CLAMPED) {
		*bytes = clamped(evl_number(number));
		return;
	}
	uint32_t n = (uint32_t)(evl_is_int(number) ? evl_as_int(number) : evl_double_to_int32(evl_as_double(number)));
	uint16_t n16 = (uint16_t)n;
	switch (evl_typed_sizes[type]) {
	case 1:
		*bytes = (uint8_t)n;
		break;
	case 2:
		memcpy(bytes, &n16, sizeof n16);
		break;
	default:
		memcpy(bytes, &n, sizeof n);
		break;
	}
}

bool evl_typed_convert(struct evl_realm *realm, enum evl_typed type, evl_value v, evl_value *out)
{
	*out = v;
	if (evl_typed_is_bigint(type))
		return evl_is_bigint(v) || evl_to_bigint(realm, v, out);
	if (evl_is_number(v))
		return true;
	double d;
	if (!evl_to_number(realm, v, &d))
		return false;
	*out = evl_from_number(d);
	return true;
}

/* ---- integer keys ---- */

bool evl_typed_key(struct evl_realm *realm, evl_key key, double *index)
{
	if (evl_key_is_index(key)) {
		*index = evl_key_index(key);
		return true;
	}
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	if (entry->kind != EVL_NAME_KIND_STRING || entry->length == 0)
		return false;
	uint16_t first = entry->units[0];
	if (!((first >= '0' && first <= '9') || first == '-' || first == 'I' || first == 'N'))
		return false;
	*index = -1;
	struct evl_string *text = evl_string_from_name(realm, key);
	if (entry->length == 2 && first == '-' && entry->units[1] == '0')
		return true;
	double number = evl_string_to_number(realm, text);
	struct evl_string *canonical = evl_number_to_string(realm, evl_from_double(number));
	if (!canonical || !evl_string_equals(realm, text, canonical))
		return false;
	if (number >= 0 && trunc(number) == number)
		*index = number;
	return true;
}

evl_value evl_typed_get(struct evl_realm *realm, const struct evl_view *array, double index)
{
	if (!(index >= 0 && index < (double)evl_view_length(array)))
		return EVL_UNDEFINED;
	return evl_typed_read(realm, array->type, evl_view_bytes(array) + (size_t)index * evl_typed_sizes[array->type]);
}

bool evl_typed_set(struct evl_realm *realm, struct evl_view *array, double index, evl_value value)
{
	if (!evl_typed_convert(realm, array->type, value, &value))
		return false;
	if (index >= 0 && index < (double)evl_view_length(array))
		evl_typed_write(array->type, evl_view_bytes(array) + (size_t)index * evl_typed_sizes[array->type], value);
	return true;
}

/* sec-typedarray-getownproperty */
static bool get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	double index;
	if (!evl_typed_key(realm, key, &index))
		return evl_ordinary_get_own(realm, object, key, out, found);
	evl_value value = evl_typed_get(realm, (struct evl_view *)object, index);
	*found = !evl_is_undefined(value);
	*out = (struct evl_descriptor){
		.value = value,
		.get = EVL_UNDEFINED,
		.set = EVL_UNDEFINED,
		.writable = true,
		.enumerable = true,
		.configurable = true,
		.has_value = true,
		.has_writable = true,
		.has_enumerable = true,
		.has_configurable = true,
	};
	return true;
}

/* sec-typedarray-defineownproperty */
static bool define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	double index;
	if (!evl_typed_key(realm, key, &index))
		return evl_ordinary_define_own(realm, object, key, d, ok);
	struct evl_view *array = (struct evl_view *)object;
	*ok = index >= 0 && index < (double)evl_view_length(array) && !(d->has_configurable && !d->configurable) &&
	      !(d->has_enumerable && !d->enumerable) && !d->has_get && !d->has_set && !(d->has_writable && !d->writable);
	return !*ok || !d->has_value || evl_typed_set(realm, array, index, d->value);
}

/* sec-typedarray-delete */
static bool delete_own(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	double index;
	if (!evl_typed_key(realm, key, &index)) {
		struct evl_own own = evl_own_find(object, key);
		*ok = own.kind == EVL_OWN_NONE || (own.attributes & EVL_CONFIGURABLE) != 0;
		return own.kind == EVL_OWN_NONE || !*ok || evl_own_remove(realm, object, key, own);
	}
	*ok = !(index >= 0 && index < (double)evl_view_length((struct evl_view *)object));
	return true;
}

/* sec-typedarray-ownpropertykeys */
static bool own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	struct evl_key_list named;
	size_t count = evl_view_length((struct evl_view *)object);
	if (!evl_ordinary_own_keys(realm, object, &named))
		return false;
	if (count == 0) {
		*out = named;
		return true;
	}
	size_t bytes = sizeof(struct evl_cell) + (count + named.count) * sizeof(evl_key);
	if (count > EVL_KEY_MAX_INDEX || (bytes > 4096 && !evl_heap_can_take(&realm->heap, bytes)))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a list of keys needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	out->keys = (evl_key *)(void *)(cell + 1);
	out->count = (uint32_t)count + named.count;
	for (uint32_t i = 0; i < count; i++)
		out->keys[i] = evl_key_from_index(i);
	if (named.count)
		memcpy(out->keys + count, named.keys, named.count * sizeof(evl_key));
	return true;
}

/* Only views of a fixed length can be closed (sec-typedarray-preventextensions); the V8 of Node 20 closes all. */
static bool prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	const struct evl_view *array = (const struct evl_view *)object;
	*ok = realm->v8 < EVL_V8_15 || !array->block->resizable || (!array->tracking && evl_array_buffer_is_shared(array->buffer));
	if (*ok && evl_has_flag(object, EVL_OBJECT_EXTENSIBLE)) {
		evl_object_make_dictionary(realm, object);
		object->cell.flags &= (uint8_t)~EVL_OBJECT_EXTENSIBLE;
	}
	return true;
}

const struct evl_exotic evl_typed_array_exotic = {
	.get_own = get_own,
	.define_own = define_own,
	.delete_ = delete_own,
	.own_keys = own_keys,
	.prevent_extensions = prevent_extensions,
};
