#include "chain/net/letter_box.hpp"

namespace dure::chain {

LetterBox::Taken LetterBox::add(Letter letter) {
    if (const auto* here = find(letter.subject))
        return *here == letter.bytes ? Taken::kSame : Taken::kOther;
    if (letters_.size() >= most_) return Taken::kFull;
    ++counts_[letter.subject.topic];
    letters_.emplace(letter.subject, std::move(letter.bytes));
    return Taken::kNew;
}

void LetterBox::close(std::uint64_t topic) {
    const auto first = letters_.lower_bound({.topic = topic, .author = 0});
    auto end = first;
    while (end != letters_.end() && end->first.topic == topic) ++end;
    letters_.erase(first, end);
    counts_.erase(topic);
}

const Bytes* LetterBox::find(const LetterSubject& subject) const {
    const auto found = letters_.find(subject);
    return found == letters_.end() ? nullptr : &found->second;
}

std::vector<std::uint64_t> LetterBox::topics() const {
    std::vector<std::uint64_t> out;
    for (const auto& [topic, count] : counts_) out.push_back(topic);
    return out;
}

std::size_t LetterBox::count(std::uint64_t topic) const {
    const auto found = counts_.find(topic);
    return found == counts_.end() ? 0 : found->second;
}

std::vector<Letter> LetterBox::about(std::uint64_t topic) const {
    std::vector<Letter> out;
    for (auto it = letters_.lower_bound({.topic = topic, .author = 0});
         it != letters_.end() && it->first.topic == topic; ++it)
        out.push_back({.subject = it->first, .bytes = it->second});
    return out;
}

std::vector<LetterSubject> LetterBox::subjects() const {
    std::vector<LetterSubject> out;
    out.reserve(letters_.size());
    for (const auto& [subject, bytes] : letters_) out.push_back(subject);
    return out;
}

}  // namespace dure::chain
