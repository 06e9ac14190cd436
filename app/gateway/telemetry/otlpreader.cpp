// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/telemetry/otlpreader.h"

#include "domain/money.h"
#include "gateway/telemetry/otlpattributes.h"
#include "gateway/uuid.h"

#include <charconv>
#include <format>

namespace fuseboard::gateway {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;

constexpr std::int64_t mostTokens = 1'000'000'000'000; // of one point, beyond anything that is true
constexpr std::int64_t mostNano = 10'000'000'000'000; // 10,000 USD, as much as a bucket may hold
constexpr int nanoDigits = 9, microDigits = 6;
constexpr std::size_t mostNameBytes = 256;
constexpr hours aheadAtMost {1};

/// A tool whose telemetry is understood.
struct Tool {
    const char *agent, *account, *session;
};
constexpr Tool claudeCode {"Claude Code", "anthropic", "session.id"};
constexpr Tool codex {"Codex", "openai", "conversation.id"};

/// 128 bits of it: enough to tell things apart, and half the room where one is kept for each.
std::string shortHash(std::string_view text)
{
    constexpr std::size_t hexDigits = 32;
    return sha256Hex(text).substr(0, hexDigits);
}

/// The attributes of a point or record and of its resource; the nearer counts.
struct Told {
    const OtlpAttributes& resource;
    OtlpAttributes own;
    std::string path;

    [[nodiscard]] std::string first(std::initializer_list<const char*> names) const
    {
        for (const char* name : names)
            for (const OtlpAttributes* from : {&own, &resource})
                if (std::string value = from->get(name); !value.empty()) {
                    if (value.size() > mostNameBytes)
                        throw json::Fault {path, std::format("{} has more than {} bytes", name, mostNameBytes)};
                    return value;
                }
        return {};
    }
    [[nodiscard]] std::int64_t count(const char* name) const
    {
        const std::string text = own.get(name);
        const auto value = text.empty() ? Result<std::int64_t>(0) : parseScaledDecimal(text, 0);
        if (!value || *value < 0 || *value > mostTokens)
            throw json::Fault {path, std::string(name) + " is no count"};
        return *value;
    }
    /// In nano-units.
    [[nodiscard]] std::optional<std::int64_t> money(const char* name, int exponent) const
    {
        const std::string text = own.get(name);
        if (text.empty())
            return std::nullopt;
        const auto nano = parseScaledDecimalRounded(text, nanoDigits - exponent);
        if (!nano || *nano < 0 || *nano > mostNano)
            throw json::Fault {path, std::string(name) + " is no cost"};
        return *nano;
    }
    /// The same for the same attributes of the same resource.
    [[nodiscard]] std::string fingerprint(const std::string& more) const
    {
        std::string all = more;
        for (const OtlpAttributes* from : {&resource, &own}) {
            all += '\1';
            for (const std::string& one : from->whole)
                all += one + '\2';
        }
        return shortHash(all);
    }
};

TelemetryReading readingOf(const Told& told, const Tool& tool, Instant at)
{
    TelemetryReading out {.who = {.account = tool.account,
                              .person = told.first({"user.email", "user.account_uuid", "user.account_id", "user.id"}),
                              .project = told.first({"organization.id"}),
                              .agent = tool.agent,
                              .model = told.first({"model"}),
                              .tag = told.first({"team.id", "team", "team.name", "department", "cost_center"})},
        .at = at,
        .id = {},
        .teller = {},
        .person = {},
        .told = {}};
    out.person = std::format("{} person {}", tool.agent, out.who.person);
    const std::string session = told.first({tool.session});
    out.teller = session.empty() ? out.person : std::format("{} session {}", tool.agent, session);
    return out;
}

/// Nanoseconds since 1970, as a text or a number; 0 where it is not told.
std::int64_t unixNano(json::Object& object, std::string_view name, const std::string& path)
{
    const auto value = json::optional(object, name, path);
    if (!value)
        return 0;
    const std::string place = path + "." + std::string(name), text = json::decimal(*value, place);
    std::int64_t out = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0)
        throw json::Fault {place, "not a time"};
    return out;
}

Instant instantOf(std::int64_t nano, Instant now, const std::string& path)
{
    const Instant at {microseconds(nano / 1000)};
    if (at < now - telemetryRemembered || at > now + aheadAtMost)
        throw json::Fault {path, "its time is older than 30 days or lies ahead"};
    return at;
}

/// Goes through a request: every point or record of a kind that is kept, with its resource.
class Walk {
public:
    Walk(Instant now, TelemetryBatch& batch)
        : m_now(now)
        , m_batch(batch)
    {
    }

    void metrics(json::Object& root)
    {
        eachResource(root, "resourceMetrics", "scopeMetrics", [this](json::Object& scope, const std::string& path) {
            each(scope, "metrics", path, [this](json::Object& metric, const std::string& place) { readMetric(metric, place); });
        });
    }
    void logs(json::Object& root)
    {
        eachResource(root, "resourceLogs", "scopeLogs", [this](json::Object& scope, const std::string& path) {
            each(scope, "logRecords", path,
                [this](json::Object& record, const std::string& place) { guarded([&] { readRecord(record, place); }); });
        });
    }

private:
    template <class F>
    void each(json::Object& owner, std::string_view name, const std::string& path, F&& visit)
    {
        const auto list = json::optional(owner, name, path);
        if (!list)
            return;
        const std::string place = path + "." + std::string(name);
        std::size_t index = 0;
        for (auto element : json::array(*list, place)) {
            const std::string one = std::format("{}[{}]", place, index++);
            json::Object object = json::object(element.value(), one);
            visit(object, one);
        }
    }
    template <class F>
    void eachResource(json::Object& root, std::string_view resources, std::string_view scopes, F&& visit)
    {
        each(root, resources, "$", [&](json::Object& entry, const std::string& path) {
            m_resource = {};
            m_resourceFault.reset();
            if (const auto resource = json::optional(entry, "resource", path)) {
                json::Object object = json::object(*resource, path + ".resource");
                try {
                    m_resource = readAttributes(object, path + ".resource");
                } catch (const json::Fault& fault) {
                    m_resourceFault = fault; // of each of its points
                }
            }
            each(entry, scopes, path, visit);
        });
    }
    /// A fault in there rejects one point or record.
    template <class F>
    void guarded(F&& read)
    {
        try {
            read();
        } catch (const json::Fault& fault) {
            if (m_batch.rejected++ == 0)
                m_batch.why = fault.path + ": " + fault.why;
        }
    }
    [[nodiscard]] Told tell(json::Object& object, const std::string& path) const
    {
        if (m_resourceFault)
            throw json::Fault(*m_resourceFault);
        return {m_resource, readAttributes(object, path), path};
    }

    void readMetric(json::Object& metric, const std::string& path)
    {
        const std::string name = json::textOr(metric, "name", path);
        const bool isCost = name == "claude_code.cost.usage";
        if (!isCost && name != "claude_code.token.usage")
            return;
        const auto sum = json::optional(metric, "sum", path);
        if (!sum) {
            guarded([&] { throw json::Fault {path, "not a sum"}; });
            return;
        }
        const std::string place = path + ".sum";
        json::Object object = json::object(*sum, place);
        Sum of {.name = name, .isCost = isCost};
        std::optional<json::Fault> unfit;
        try {
            of.cumulative = isCumulative(object, place);
        } catch (const json::Fault& fault) {
            unfit = fault;
        }
        each(object, "dataPoints", place, [&](json::Object& point, const std::string& one) {
            guarded([&] {
                if (unfit)
                    throw json::Fault(*unfit);
                readPoint(point, of, one);
            });
        });
    }

    struct Sum {
        std::string name;
        bool isCost = false, cumulative = false;
    };
    static bool isCumulative(json::Object& sum, const std::string& path)
    {
        const auto monotonic = json::optional(sum, "isMonotonic", path);
        if (!monotonic || !json::boolean(*monotonic, path + ".isMonotonic"))
            throw json::Fault {path + ".isMonotonic", "not a counter"};
        const std::string place = path + ".aggregationTemporality";
        const auto value = json::required(sum, "aggregationTemporality", path);
        const bool isText = json::Value(value).type() == simdjson::ondemand::json_type::string;
        const std::string word = isText ? json::text(value, place) : json::decimal(value, place);
        if (word != "1" && word != "2" && word != "AGGREGATION_TEMPORALITY_DELTA"
            && word != "AGGREGATION_TEMPORALITY_CUMULATIVE")
            throw json::Fault {place, "neither delta nor cumulative"};
        return word == "2" || word == "AGGREGATION_TEMPORALITY_CUMULATIVE";
    }

    static std::int64_t valueOf(json::Object& point, bool isCost, const std::string& path)
    {
        const bool isInt = json::optional(point, "asInt", path).has_value();
        const std::string name = isInt ? "asInt" : "asDouble", place = path + "." + name;
        const std::string text = json::decimal(json::required(point, name, path), place);
        const auto value = isCost ? parseScaledDecimalRounded(text, nanoDigits) : parseScaledDecimal(text, 0);
        if (!value || *value < 0 || (!isCost && *value > mostTokens))
            throw json::Fault {place, isCost ? "not a cost" : "not a count"};
        return *value;
    }

    static CounterQuantity quantityOf(const Told& told, bool isCost)
    {
        const std::string type = told.own.get("type");
        if (isCost)
            return CounterQuantity::cost;
        if (type == "input")
            return CounterQuantity::input;
        if (type == "output")
            return CounterQuantity::output;
        if (type == "cacheRead")
            return CounterQuantity::cacheRead;
        if (type == "cacheCreation")
            return CounterQuantity::cacheWrite;
        throw json::Fault {told.path, "its type is none of input, output, cacheRead, cacheCreation"};
    }

    void readPoint(json::Object& point, const Sum& sum, const std::string& path)
    {
        if (json::countOr(point, "flags", path) & 1) // no value was recorded
            return;
        const Told told = tell(point, path);
        const std::int64_t start = unixNano(point, "startTimeUnixNano", path), time = unixNano(point, "timeUnixNano", path);
        TelemetryReading reading = readingOf(told, claudeCode, instantOf(time, m_now, path));
        reading.told = CounterReading {
            .quantity = quantityOf(told, sum.isCost), .value = valueOf(point, sum.isCost, path), .cumulative = sum.cumulative};
        reading.id = told.fingerprint(
            sum.cumulative ? std::format("{} {}", sum.name, start) : std::format("{} {} {}", sum.name, start, time));
        m_batch.readings.push_back(std::move(reading));
    }

    /// The name of a record's event, which tools put in different places.
    static std::string eventOf(json::Object& record, const Told& told, const std::string& path)
    {
        if (const auto body = json::optional(record, "body", path)) {
            json::Object value = json::object(*body, path + ".body");
            if (const auto text = json::optional(value, "stringValue", path + ".body"))
                if (const std::string name = json::text(*text, path + ".body.stringValue"); name == "claude_code.api_request")
                    return name;
        }
        std::string name = told.own.get("event.name");
        if (name.empty())
            name = json::textOr(record, "eventName", path);
        const bool isBare = name == "api_request" && told.resource.get("service.name").starts_with("claude-code");
        return isBare ? "claude_code.api_request" : name;
    }

    void readRecord(json::Object& record, const std::string& path)
    {
        std::int64_t time = unixNano(record, "timeUnixNano", path);
        if (time == 0)
            time = unixNano(record, "observedTimeUnixNano", path);
        const Told told = tell(record, path);
        const std::string event = eventOf(record, told, path);
        const bool isCodex = event == "codex.sse_event";
        if (event != "claude_code.api_request" && !(isCodex && !told.own.get("input_token_count").empty()))
            return;
        TelemetryReading reading = readingOf(told, isCodex ? codex : claudeCode, instantOf(time, m_now, path));
        CallReading call;
        if (isCodex) {
            call.tokens = fromInclusiveInput(told.count("input_token_count"), told.count("cached_token_count"), 0,
                told.count("output_token_count"), told.count("reasoning_token_count"));
        } else {
            call.tokens.input = told.count("input_tokens");
            call.tokens.output = told.count("output_tokens");
            call.tokens.cacheRead = told.count("cache_read_tokens");
            call.tokens.cacheWrite5m = told.count("cache_creation_tokens");
            call.nano = told.money("cost_usd_micros", microDigits);
            if (!call.nano)
                call.nano = told.money("cost_usd", 0);
        }
        const std::string request = told.own.get("request_id");
        reading.id = request.empty() ? told.fingerprint(std::format("{} {}", event, time)) : shortHash(event + request);
        reading.told = call;
        m_batch.readings.push_back(std::move(reading));
    }

    Instant m_now;
    TelemetryBatch& m_batch;
    OtlpAttributes m_resource;
    std::optional<json::Fault> m_resourceFault;
};

} // namespace

Result<TelemetryBatch> readOtlpMetrics(std::string_view body, Instant now)
{
    return json::parse<TelemetryBatch>(body, [&](json::Object& root) {
        TelemetryBatch batch;
        Walk(now, batch).metrics(root);
        return batch;
    });
}

Result<TelemetryBatch> readOtlpLogs(std::string_view body, Instant now)
{
    return json::parse<TelemetryBatch>(body, [&](json::Object& root) {
        TelemetryBatch batch;
        Walk(now, batch).logs(root);
        return batch;
    });
}

} // namespace fuseboard::gateway
