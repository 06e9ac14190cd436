// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace fuseboard {
namespace {

constexpr int gzipWithLargestWindow = 16 + MAX_WBITS; // zlib manual, inflateInit2
constexpr std::size_t step = 64 * 1024;

} // namespace

Result<std::string> gunzip(std::string_view packed, std::size_t maxBytes)
{
    z_stream stream {};
    if (inflateInit2(&stream, gzipWithLargestWindow) != Z_OK)
        throw std::bad_alloc();
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);

    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string plain;
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t filled = plain.size();
        // One byte more than allowed, to tell "exactly the limit" from "more".
        const std::size_t room = std::min(step, maxBytes + 1 - filled);
        if (room == 0)
            return fail(ErrorCode::tooLarge, {}, "unpacks to more than " + std::to_string(maxBytes) + " bytes");
        plain.resize(filled + room);
        stream.next_out = reinterpret_cast<Bytef*>(plain.data() + filled);
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        plain.resize(filled + room - stream.avail_out);
    }
    if (state == Z_BUF_ERROR)
        return fail(ErrorCode::cutOff, {}, "the gzip body has no end");
    if (state != Z_STREAM_END || stream.avail_in != 0)
        return fail(ErrorCode::badAnswer, {}, "the body is no gzip");
    if (plain.size() > maxBytes)
        return fail(ErrorCode::tooLarge, {}, "unpacks to more than " + std::to_string(maxBytes) + " bytes");
    return plain;
}

} // namespace fuseboard
