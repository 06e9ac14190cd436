// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/error.h"
#include "gateway/descriptor.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace fuseboard::gateway {

/// A file that is read in pieces, however long it is. Nobody writes to it meanwhile.
class FilePieces {
public:
    /// Empty: there is no such file.
    static Result<std::optional<FilePieces>> open(const std::filesystem::path& file);

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    static constexpr std::size_t most = 256 * 1024;
    /// So many bytes from there, or as many as there are; fewer too once something can't be read, which failure() tells. They
    /// stand until the next call.
    [[nodiscard]] std::string_view from(std::uint64_t place, std::size_t count = most);
    template <class T>
    [[nodiscard]] std::optional<T> at(std::uint64_t place)
    {
        const std::string_view bytes = from(place, sizeof(T));
        if (bytes.size() < sizeof(T))
            return {};
        T out;
        std::memcpy(&out, bytes.data(), sizeof out);
        return out;
    }
    /// Gives these bytes piece by piece; false: there are not so many.
    template <class Take>
    [[nodiscard]] bool forEach(std::uint64_t place, std::uint64_t count, Take take)
    {
        while (count > 0) {
            const std::string_view piece = from(place, static_cast<std::size_t>(std::min<std::uint64_t>(count, most)));
            if (piece.empty())
                return false;
            take(piece);
            place += piece.size();
            count -= piece.size();
        }
        return true;
    }
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }

private:
    FilePieces(std::filesystem::path path, Descriptor file)
        : m_path(std::move(path))
        , m_file(std::move(file))
    {
    }

    std::filesystem::path m_path;
    Descriptor m_file;
    std::uint64_t m_size = 0;
    std::string m_piece;
    std::uint64_t m_pieceAt = 0;
    std::optional<Error> m_failure;
};

} // namespace fuseboard::gateway
