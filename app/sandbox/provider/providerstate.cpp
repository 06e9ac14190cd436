// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/provider/providerstate.h"

#include "domain/instant.h"
#include "sandbox/secrets.h"

#include <boost/json.hpp>

#include <format>
#include <optional>

namespace fuseboard::sandbox {

namespace json = boost::json;

std::string toText(std::chrono::sys_days day) { return std::format("{:%F}", day); }

std::optional<std::chrono::sys_days> dayFrom(std::string_view text)
{
    const auto at = parseInstant(std::string(text) + "T00:00:00Z");
    return at ? std::optional(std::chrono::floor<std::chrono::days>(*at)) : std::nullopt;
}

Result<ProviderState> ProviderState::open(const std::filesystem::path& directory, const ProviderState& fallback)
{
    const auto path = directory / "provider.json";
    if (!std::filesystem::exists(path)) {
        const json::value document {{"seed", std::to_string(fallback.seed)}, {"firstLiveDay", toText(fallback.firstLiveDay)}};
        if (auto written = writePrivate(path, json::serialize(document) + "\n"); !written)
            return std::unexpected(written.error());
        return fallback;
    }
    const auto text = readText(path);
    if (!text)
        return std::unexpected(text.error());
    boost::system::error_code error;
    const json::value document = json::parse(*text, error);
    const auto* object = error ? nullptr : document.if_object();
    const auto* seed = object != nullptr ? object->if_contains("seed") : nullptr;
    const auto* day = object != nullptr ? object->if_contains("firstLiveDay") : nullptr;
    if (seed == nullptr || !seed->is_string() || day == nullptr || !day->is_string())
        return fail(ErrorCode::badConfig, path.string(), "seed or firstLiveDay is missing");
    ProviderState state;
    const std::string digits(seed->get_string());
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), state.seed);
    const auto first = dayFrom(day->get_string());
    if (code != std::errc() || end != digits.data() + digits.size() || !first)
        return fail(ErrorCode::badConfig, path.string(), "seed or firstLiveDay is malformed");
    state.firstLiveDay = *first;
    return state;
}

} // namespace fuseboard::sandbox
