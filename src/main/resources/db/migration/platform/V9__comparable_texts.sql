-- Ids of customers and references are stored as given and compared as people read them: composed, without blanks at the ends.
-- The same as ComparableText.
create function comparable_text(text text) returns text immutable strict parallel safe language sql
    return regexp_replace(normalize(text, nfc), '^[\u0001-\u0020\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]+|[\u0001-\u0020\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]+$', '', 'g');

-- Keys belong to owners compared so. One that would meet another's owner stays: what it has encrypted is read by the key's id,
-- and it is destroyed with the owner as it was given.
update personal_key k set owner = comparable_text(owner)
    where owner <> comparable_text(owner) and owner = (select min(other.owner) from personal_key other
        where comparable_text(other.owner) = comparable_text(k.owner)
        having bool_and(other.owner <> comparable_text(other.owner)));
