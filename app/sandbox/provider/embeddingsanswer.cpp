// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/dice.h"
#include "sandbox/provider/answers.h"

#include <boost/json.hpp>

#include <bit>
#include <cmath>

namespace fuseboard::sandbox {
namespace {

namespace json = boost::json;

constexpr int smallDimensions = 1536, largeDimensions = 3072;

std::vector<float> vectorOf(std::string_view id, std::size_t index, int dimensions)
{
    Dice dice(seedFor(index, id));
    std::vector<float> out;
    float length = 0;
    for (int i = 0; i < dimensions; ++i) {
        out.push_back(static_cast<float>(dice.between(-1000, 1000)) / 1000);
        length += out.back() * out.back();
    }
    for (float& each : out)
        each /= std::sqrt(length) + 1e-9F;
    return out;
}

std::string base64(const std::vector<float>& values)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    for (const float value : values)
        for (std::uint32_t bits = std::bit_cast<std::uint32_t>(value), i = 0; i < 4; ++i, bits >>= 8)
            bytes += static_cast<char>(bits & 0xff); // little-endian, as the vendor's client reads it
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U; };
        const std::uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (unsigned j = 0; j < 4; ++j)
            out += i + j <= bytes.size() ? letters[group >> (18 - 6 * j) & 63] : '=';
    }
    return out;
}

} // namespace

std::string embeddings(const Reply& reply)
{
    const ModelCall& call = reply.call;
    const int dimensions = call.dimensions > 0 ? call.dimensions
        : call.model.ends_with("large")        ? largeDimensions
                                               : smallDimensions;
    json::array data;
    for (std::size_t i = 0; i < call.inputs; ++i) {
        const auto vector = vectorOf(reply.id, i, dimensions);
        data.push_back({{"object", "embedding"}, {"index", i},
            {"embedding", call.base64 ? json::value(base64(vector)) : json::value(json::array(vector.begin(), vector.end()))}});
    }
    json::object out {{"object", "list"}, {"data", std::move(data)}, {"model", call.model}};
    if (reply.tellsUsage())
        out["usage"] = {{"prompt_tokens", call.tokens.prompt()}, {"total_tokens", call.tokens.prompt()}};
    return json::serialize(out);
}

} // namespace fuseboard::sandbox
