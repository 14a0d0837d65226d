/* SPDX-License-Identifier: MIT */
/*
 * date_now.c - Date as far as it is covered: Date.now(). Making dates, parsing them and their methods stop the prediction.
 * Date.prototype is there, so that `x instanceof Date` can say no.
 */
#include "builtins/date_now.h"

#include "builtins/args.h"
#include "builtins/clock.h"

/* sec-date */
static bool date_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return evl_not_covered(realm, evl_is_undefined(args->new_target) ? "Date()" : "new Date");
}

/* sec-date.now */
static bool date_now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number(evl_clock_read_ms(realm));
	return true;
}

static const struct evl_row date_statics[] = {
	EVL_METHOD("now", date_now, 0),
	EVL_NOT_COVERED_ROW("parse", "Date.parse"),
	EVL_NOT_COVERED_ROW("UTC", "Date.UTC"),
};

#define LATER(name) EVL_NOT_COVERED_ROW(name, "Date.prototype." name)

static const struct evl_row date_prototype[] = {
	LATER("toString"), LATER("toDateString"), LATER("toTimeString"), LATER("toISOString"), LATER("toUTCString"),
	LATER("getDate"), LATER("setDate"), LATER("getDay"), LATER("getFullYear"), LATER("setFullYear"), LATER("getHours"),
	LATER("setHours"), LATER("getMilliseconds"), LATER("setMilliseconds"), LATER("getMinutes"), LATER("setMinutes"),
	LATER("getMonth"), LATER("setMonth"), LATER("getSeconds"), LATER("setSeconds"), LATER("getTime"), LATER("setTime"),
	LATER("getTimezoneOffset"), LATER("getYear"), LATER("setYear"), LATER("getUTCDate"), LATER("setUTCDate"),
	LATER("getUTCDay"), LATER("getUTCFullYear"), LATER("setUTCFullYear"), LATER("getUTCHours"), LATER("setUTCHours"),
	LATER("getUTCMilliseconds"), LATER("setUTCMilliseconds"), LATER("getUTCMinutes"), LATER("setUTCMinutes"),
	LATER("getUTCMonth"), LATER("setUTCMonth"), LATER("getUTCSeconds"), LATER("setUTCSeconds"), LATER("valueOf"),
	LATER("toGMTString"), LATER("toLocaleString"), LATER("toLocaleDateString"), LATER("toLocaleTimeString"),
	LATER("toJSON"), EVL_NOT_COVERED_ROW("[Symbol.toPrimitive]", "Date.prototype[Symbol.toPrimitive]"),
};

static const struct evl_rows statics = EVL_ROWS(date_statics);
static const struct evl_rows prototype = EVL_ROWS(date_prototype);

bool evl_date_make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_native_function *date = evl_native_function_new(realm, "Date", 7, date_construct);
	struct evl_object *methods = evl_object_plain(realm);
	date->object.cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	evl_define_new(realm, &date->object, EVL_NAME_prototype, evl_from_object(methods), 0);
	evl_define_rows(realm, &date->object, &statics);
	evl_define_new(realm, methods, EVL_NAME_constructor, evl_from_object(date), EVL_DATA_HIDDEN);
	evl_define_rows(realm, methods, &prototype);
	*result = evl_from_object(date);
	return true;
}
